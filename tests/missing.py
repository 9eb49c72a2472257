"""The rule for what a test needs and does not find: skipped on a developer's machine, a failure in CI."""

from __future__ import annotations

import os

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def absent(what: str) -> None:
    """Ends the test because something outside Python is missing."""
    if IN_CI:
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")
