"""Where the PP-OCR weights lie and the model directories that PaddleX wants around them.

The ONNX files are part of the installed `rapidocr` package; nothing is downloaded. A model directory (`inference.onnx` beside an
`inference.yml`) is written once into the user's cache (`$XDG_CACHE_HOME/gouji`), atomically, so that two processes may start together.
Refuses to go on where the package has no such files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import onnxruntime
import yaml  # type: ignore[import-untyped]

DETECTION = "PP-OCRv6_small_det"
RECOGNITION = "PP-OCRv6_small_rec"
ORIENTATION = "ch_ppocr_mobile_v2.0_cls"
_FILES = {
    DETECTION: "PP-OCRv6_det_small.onnx",
    RECOGNITION: "PP-OCRv6_rec_small.onnx",
    ORIENTATION: "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}


def weights_file(model: str) -> Path:
    """The ONNX file of the model inside the rapidocr package. Raises FileNotFoundError where it is not there."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the rapidocr package, which holds the OCR weights, is not installed")
    path = Path(spec.origin).parent / "models" / _FILES[model]
    if not path.is_file():
        raise FileNotFoundError(f"{path}: the installed rapidocr package lacks these OCR weights")
    return path


def fingerprint(model: str) -> str:
    """The first digits of the sha256 of the weights: part of an engine's version."""
    return hashlib.sha256(weights_file(model).read_bytes()).hexdigest()[:12]


def cache_directory() -> Path:
    """Where generated files may lie: `$XDG_CACHE_HOME/gouji`, else `~/.cache/gouji`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "gouji"


def model_directory(model: str, longest_side: int) -> Path:
    """A PaddleX model directory for the model, made if it is not there; `longest_side` is the detector's in pixels."""
    settings = _detection(longest_side) if model == DETECTION else _recognition(weights_file(model))
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    key = hashlib.sha256(text.encode() + fingerprint(model).encode()).hexdigest()[:12]
    target = cache_directory() / "models" / f"{model}-{key}"
    if not target.is_dir():
        _write(target, text, weights_file(model))
    return target


def _write(target: Path, settings: str, weights: Path) -> None:
    """Makes the directory beside its place and moves it there whole; the first of two processes wins."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        (draft / "inference.yml").write_text(settings, "utf-8")
        (draft / "inference.onnx").symlink_to(weights)
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _detection(longest_side: int) -> dict[str, Any]:
    """Settings of the detector: DB with the values that PP-OCR is published with."""
    scale = {"scale": "1./255.", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "order": "hwc"}
    return {
        "Global": {"model_name": DETECTION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"DetResizeForTest": {"resize_long": longest_side}},
                {"NormalizeImage": scale},
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 3000,
            "unclip_ratio": 1.5,
        },
    }


def _recognition(weights: Path) -> dict[str, Any]:
    """Settings of the recogniser, with the dictionary that the weights themselves carry."""
    session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return {
        "Global": {"model_name": RECOGNITION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 96]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }
