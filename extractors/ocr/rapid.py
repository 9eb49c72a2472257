"""The second engine: RapidOCR on OpenVINO, with the weights of its own package.

A reader independent of PaddleX's code around the same models: useful where PaddleOCR cannot be installed, and as a cross-check.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from itertools import chain
from typing import Any

import numpy as np

from extractors.ocr import weights
from extractors.ocr.engine import Image, Line, PixelBox, Reading, as_colour, read_lines, upright_box, widened
from extractors.ocr.session import THREADS, precision

LONGEST_SIDE = 1280
"""Longest side in pixels at which lines are looked for."""


class RapidEngine:
    """RapidOCR with PP-OCR weights. Not for use by several threads at once."""

    name = "rapidocr"

    def __init__(self, longest_side: int = LONGEST_SIDE) -> None:
        from rapidocr import EngineType, RapidOCR

        stages: dict[str, Any] = {"Det": weights.DETECTION, "Rec": weights.RECOGNITION}
        params: dict[str, Any] = {f"{stage}.engine_type": EngineType.OPENVINO for stage in stages}
        params |= {f"{stage}.model_path": str(weights.weights_file(model)) for stage, model in stages.items()}
        params |= {"Det.limit_side_len": longest_side, "Det.limit_type": "max", "Global.log_level": "warning"}
        params |= {"Global.use_cls": False, "Rec.rec_batch_num": 8}
        params |= {
            "EngineConfig.openvino.inference_num_threads": THREADS,
            "EngineConfig.openvino.performance_hint": "LATENCY",
        }
        self._engine = RapidOCR(params=params)
        self._recogniser = self._engine._load_rec_model()
        marks = "-".join(weights.fingerprint(model) for model in stages.values())
        self.version = f"{version('rapidocr')}+openvino{version('openvino')}-{precision()}+{longest_side}+{marks}"

    def detect(self, image: Image) -> list[PixelBox]:
        """Boxes of the lines of text, from the top."""
        height, width = image.shape[:2]
        found = self._engine(as_colour(image), use_det=True, use_cls=False, use_rec=False).boxes
        boxes = [upright_box(quad, width, height) for quad in (found if found is not None else [])]
        return sorted((box for box in boxes if box[2] - box[0] > 2 and box[3] - box[1] > 2), key=lambda b: (b[1], b[0]))

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """One reading per line picture, in the same order."""
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        pictures = [widened(crop) for crop in crops]
        result = self._recogniser(TextRecInput(img=[image for image, _ in pictures], return_word_box=True))
        readings = []
        for (_, share), text, score, words in zip(pictures, result.txts, result.scores, result.word_results, strict=True):
            sure = tuple(words.confs or ()) if words is not None else ()
            known = sure if len(sure) == len(text) else ()
            readings.append(Reading(text, float(np.clip(score, 0, 1)), _centres(text, words, share), known))
        return readings

    def read(self, image: Image) -> list[Line]:
        """The lines of the image."""
        return read_lines(self, image)


def _centres(text: str, words: Any, share: float) -> tuple[float, ...]:
    """Middles of the characters as shares of the line's width; a blank, which RapidOCR leaves out, stands between its neighbours."""
    if words is None or not words.line_txt_len:
        return ()
    columns: list[float] = list(chain.from_iterable(words.word_cols))
    if len(columns) != sum(not char.isspace() for char in text):
        return ()
    for index, char in enumerate(text):
        if char.isspace():
            beside = columns[max(index - 1, 0) : index + 1]
            columns.insert(index, sum(beside) / max(len(beside), 1))
    return tuple(float(min((column + 0.5) / words.line_txt_len / share, 1.0)) for column in columns)
