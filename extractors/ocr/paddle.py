"""The default engine: PaddleOCR's own text detection and recognition, with its ONNX sessions computed by OpenVINO.

Needs no `paddlepaddle` and no network; the weights come from the installed rapidocr package (see `extractors.ocr.weights`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from importlib.metadata import version
from itertools import chain
from typing import Any

import numpy as np

from extractors.ocr import weights
from extractors.ocr.engine import Image, Line, PixelBox, Reading, as_colour, read_lines, upright_box, widened
from extractors.ocr.session import openvino_in_paddlex, precision

logger = logging.getLogger(__name__)

LONGEST_SIDE = 1280
"""Longest side in pixels at which lines are looked for."""
_BATCH = 8


class PaddleEngine:
    """PaddleOCR 3 with PP-OCR weights. Not for use by several threads at once."""

    name = "paddleocr"

    def __init__(self, longest_side: int = LONGEST_SIDE) -> None:
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
        # Imported late: PaddleX reads the variable on import and takes seconds to load.
        from paddleocr import TextDetection, TextRecognition

        with openvino_in_paddlex() as fast:
            self._detector = TextDetection(
                model_name=weights.DETECTION,
                model_dir=str(weights.model_directory(weights.DETECTION, longest_side)),
                engine="onnxruntime",
                device="cpu",
            )
            self._recogniser = TextRecognition(
                model_name=weights.RECOGNITION,
                model_dir=str(weights.model_directory(weights.RECOGNITION, longest_side)),
                engine="onnxruntime",
                device="cpu",
            )
        _tell_characters(self._recogniser)
        backend = f"openvino{version('openvino')}-{precision()}" if fast else f"onnxruntime{version('onnxruntime')}"
        marks = "-".join(weights.fingerprint(model) for model in (weights.DETECTION, weights.RECOGNITION))
        self.version = f"{version('paddleocr')}+{version('paddlex')}+{backend}+{longest_side}+{marks}"

    def detect(self, image: Image) -> list[PixelBox]:
        """Boxes of the lines of text, from the top."""
        height, width = image.shape[:2]
        result = self._detector.predict(as_colour(image), batch_size=1)[0]
        boxes = [upright_box(quad, width, height) for quad in result["dt_polys"]]
        return sorted((box for box in boxes if box[2] - box[0] > 2 and box[3] - box[1] > 2), key=lambda b: (b[1], b[0]))

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """One reading per line picture, in the same order."""
        pictures = [widened(crop) for crop in crops]
        ratios = [image.shape[1] / image.shape[0] for image, _ in pictures]
        # Batches of like widths; in order of width PaddleX also keeps the character places with their lines.
        order = sorted(range(len(crops)), key=lambda i: (ratios[i], i))
        readings: dict[int, Reading] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            results = self._recogniser.predict([pictures[i][0] for i in batch], batch_size=_BATCH, return_word_box=True)
            for i, result in zip(batch, results, strict=True):
                readings[i] = _reading(result, pictures[i][1])
        return [readings[i] for i in range(len(crops))]

    def read(self, image: Image) -> list[Line]:
        """The lines of the image."""
        return read_lines(self, image)


def _reading(result: Any, share: float) -> Reading:
    """PaddleX's result as a reading; `share` is how much of the picture's width is not added paper."""
    text, places = result["rec_text"] if isinstance(result["rec_text"], tuple) else (result["rec_text"], None)
    centres: tuple[float, ...] = ()
    sure: tuple[float, ...] = ()
    if places is not None and places[0]:
        columns = list(chain.from_iterable(places[2]))
        centres = tuple(float(min((column + 0.5) / places[0] / share, 1.0)) for column in columns)
        sure = places[4] if len(places) > 4 else ()
    mean = float(np.clip(result["rec_score"], 0, 1))
    return Reading(text, mean, centres if len(centres) == len(text) else (), sure if len(sure) == len(text) else ())


def _tell_characters(recogniser: Any) -> None:
    """Has PaddleX's decoder put the confidence of every character behind their places; where it has changed, a line has its mean only."""
    decoder = getattr(getattr(recogniser, "paddlex_predictor", None), "post_op", None)
    stock = getattr(decoder, "decode", None)
    if decoder is None or stock is None:
        logger.warning("PaddleX has changed (post_op.decode): readings have no confidence for single characters")
        return

    def decode(indices: Any, shares: Any = None, *args: Any, **options: Any) -> list[Any]:
        results: list[Any] = stock(indices, shares, *args, **options)
        for row, result in enumerate(results):
            if shares is not None and len(result) > 2:
                # As CTC reads: the first of equal columns, none of the blanks (index 0).
                first = np.append(True, indices[row][1:] != indices[row][:-1]) & (indices[row] != 0)
                result[2].append(tuple(float(s) for s in np.clip(shares[row][first], 0, 1)))
        return results

    decoder.decode = decode
