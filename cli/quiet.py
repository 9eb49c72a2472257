"""Keeps libraries quiet: what a user reads on the terminal is what gouji says.

Their warnings and chatter go through Python's `warnings`, `logging`, and straight to the file descriptors from C++; each is turned
away at its source, before the library is imported. Errors are not hidden: they are raised.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

SETTINGS = {
    "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
    "DISABLE_MODEL_SOURCE_CHECK": "True",
    "GLOG_minloglevel": "3",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "ORT_LOGGING_LEVEL": "3",
}
"""What paddle, paddlex and onnxruntime read from the environment."""


def hush(debug: bool = False) -> None:
    """Warnings off and logging above CRITICAL only, unless `debug`. Call before anything heavy is imported."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    if debug:
        logging.basicConfig(level=logging.INFO, stream=sys.stderr)
        return
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


@contextmanager
def clean_stdout() -> Iterator[None]:
    """While the block runs, whatever libraries print lands nowhere, even from C++; stderr stays for progress."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
