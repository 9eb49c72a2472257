"""An OpenVINO session that looks like an ONNX Runtime one, and the seam in PaddleX where it is put in place.

With `engine="onnxruntime"` PaddleX builds its sessions in `ONNXRuntimeRunner._create_session`; the subclass made here compiles the
same ONNX file with OpenVINO, which is several times faster on a CPU and reads the same. Where PaddleX no longer has that seam, a
warning is given and its own session is used.
"""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openvino
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

THREADS = 2


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output of a model, by name."""

    name: str


class OpenVinoSession:
    """The three calls of `onnxruntime.InferenceSession` that PaddleX makes, around a compiled OpenVINO model."""

    def __init__(self, path: Path) -> None:
        core = openvino.Core()
        self._model = core.compile_model(core.read_model(path), "CPU", settings(core))
        self._request = self._model.create_infer_request()

    def get_inputs(self) -> list[Port]:
        """The model's inputs."""
        return [Port(port.any_name) for port in self._model.inputs]

    def get_outputs(self) -> list[Port]:
        """The model's outputs."""
        return [Port(port.any_name) for port in self._model.outputs]

    def run(self, names: Sequence[str], feeds: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """The named outputs for the named inputs: views that hold until the next run, as PaddleX decodes each batch at once."""
        results = self._request.infer(dict(feeds), share_inputs=True, share_outputs=True)
        return [results[name] for name in names]


def settings(core: Any) -> dict[str, Any]:
    """Compile options: two threads, lowest latency, bfloat16 where the CPU multiplies matrices in it.

    `$GOUJI_OCR_PRECISION` (f32 or bf16) chooses otherwise; bf16 only where the CPU can. Raises ValueError for another word.
    """
    wanted = os.environ.get("GOUJI_OCR_PRECISION", "")
    if wanted not in ("", "f32", "bf16"):
        raise ValueError(f"GOUJI_OCR_PRECISION must be f32 or bf16, not {wanted!r}")
    capable = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") and (has_matrix_unit() or wanted == "bf16")
    return {
        "INFERENCE_NUM_THREADS": min(THREADS, os.cpu_count() or 1),
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "bf16" if capable and wanted != "f32" else "f32",
        "CACHE_DIR": "",
    }


def has_matrix_unit() -> bool:
    """Whether the CPU has AMX tiles. Without them bfloat16 is emulated wider and takes twice the time of f32 (measured)."""
    flags = Path("/proc/cpuinfo")
    return flags.is_file() and " amx_bf16" in flags.read_text("ascii", "replace")


def precision() -> str:
    """The arithmetic that `settings` chooses on this machine, with its architecture: part of an engine's version."""
    return f"{settings(openvino.Core())['INFERENCE_PRECISION_HINT']}-{platform.machine()}"


@contextmanager
def openvino_in_paddlex() -> Iterator[bool]:
    """While the block lasts, PaddleX builds its ONNX sessions with OpenVINO; yields False where it has no such seam."""
    try:
        from paddlex.inference.models.engines import onnxruntime as engines
        from paddlex.inference.models.runners.onnxruntime_runner import ONNXRuntimeRunner as Stock

        if engines.ONNXRuntimeRunner is not Stock or not {"_create_session", "_get_model_path"} <= set(vars(Stock)):
            raise AttributeError("ONNXRuntimeRunner._create_session")
    except (ImportError, AttributeError) as error:
        logger.warning("PaddleX has changed (%s): OCR runs on its own ONNX Runtime session, several times slower", error)
        yield False
        return

    class OpenVinoRunner(Stock):  # type: ignore[misc]
        def _create_session(self) -> OpenVinoSession:
            return OpenVinoSession(self._get_model_path())

    engines.ONNXRuntimeRunner = OpenVinoRunner
    try:
        yield True
    finally:
        engines.ONNXRuntimeRunner = Stock
