"""Both engines read real pictures with their real weights, offline, and the fast seam in PaddleX is where it is expected."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import cv2
import numpy as np
import pytest
from sheets import Picture, blank, pixels, write

from extractors.ocr import ENGINES, Reading, load_engine, session, weights
from extractors.ocr.engine import crop, widened
from extractors.ocr.session import OpenVinoSession, openvino_in_paddlex

LINES = ("本年支出合计 7,235.75 万元", "社会保障和就业支出 2080109", "增长69.2%，减少0.27万元")


@pytest.fixture(scope="module")
def picture() -> Picture:
    sheet = blank(1000, 400)
    for n, line in enumerate(LINES):
        write(sheet, (60, 60 + 90 * n), line, 32)
    return pixels(sheet)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_reads_chinese_and_figures(name: str, picture: Picture) -> None:
    engine = load_engine(name)
    lines = engine.read(picture)
    text = "".join("".join(line.text.split()) for line in lines).replace("，", ",")
    assert text == "".join("".join(line.split()) for line in LINES).replace("，", ",")
    assert all(0.9 < line.confidence <= 1 for line in lines)
    assert engine.name == name and weights.fingerprint(weights.RECOGNITION) in engine.version


@pytest.mark.parametrize("name", ENGINES)
def test_gray_and_colour_read_alike(name: str, picture: Picture) -> None:
    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    assert [line.text for line in load_engine(name).read(gray)] == [line.text for line in load_engine(name).read(picture)]


@pytest.mark.parametrize("name", ENGINES)
def test_characters_have_their_places(name: str, picture: Picture) -> None:
    """Every character's middle lies on ink of its line, in order, whatever else is in the batch."""
    engine = load_engine(name)
    pictures = [crop(picture, box) for box in engine.detect(picture)]
    for image, reading in zip(pictures, engine.recognise(pictures), strict=True):
        assert len(reading.centres) == len(reading.text)
        assert list(reading.centres) == sorted(reading.centres)
        dark = np.flatnonzero((image.min(axis=2) < 128).any(axis=0))
        assert reading.centres[0] == pytest.approx(dark[0] / image.shape[1], abs=0.06)
        assert reading.centres[-1] == pytest.approx(dark[-1] / image.shape[1], abs=0.06)


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_to_read(name: str) -> None:
    engine = load_engine(name)
    assert engine.recognise([]) == []
    assert engine.read(np.full((300, 400), 250, np.uint8)) == []


def test_an_engine_is_loaded_once() -> None:
    assert load_engine("paddleocr") is load_engine("paddleocr")


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown OCR engine 'tesseract'"):
        load_engine("tesseract")


def test_paddle_computes_with_openvino() -> None:
    assert "openvino" in load_engine("paddleocr").version
    with openvino_in_paddlex() as fast:
        assert fast


def test_a_changed_paddlex_is_told_and_survived(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    from paddlex.inference.models.engines import onnxruntime as engines

    monkeypatch.delattr(engines, "ONNXRuntimeRunner")
    with caplog.at_level(logging.WARNING), openvino_in_paddlex() as fast:
        assert not fast
    assert "PaddleX has changed" in caplog.text


def test_model_directories_are_made_once_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = weights.model_directory(weights.DETECTION, 960)
    assert first.is_relative_to(tmp_path / "gouji")
    assert sorted(path.name for path in first.iterdir()) == ["inference.onnx", "inference.yml"]
    assert weights.model_directory(weights.DETECTION, 960) == first != weights.model_directory(weights.DETECTION, 1280)
    assert not [path for path in first.parent.iterdir() if path.name.startswith(".")]


def test_the_session_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an OCR model asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    session = OpenVinoSession(weights.weights_file(weights.RECOGNITION))
    (name,) = [port.name for port in session.get_inputs()]
    outputs = session.run([port.name for port in session.get_outputs()], {name: np.zeros((1, 3, 48, 96), np.float32)})
    assert outputs[0].ndim == 3


def test_lines_are_widened_to_few_widths() -> None:
    image, share = widened(np.full((40, 130), 200, np.uint8))
    assert image.shape == (40, 180, 3)
    assert share == pytest.approx(130 / 180)
    assert (image[:, 131:] == 200).all()


@pytest.mark.parametrize("name", ["paddleocr", "rapidocr"])
def test_every_character_has_its_own_confidence(name: str) -> None:
    page = blank(500, 120)
    write(page, (60, 40), "支出 1,706.24")
    (reading,) = load_engine(name).recognise([pixels(page)[30:90, 40:400]])
    assert len(reading.sure) == len(reading.text)
    assert all(0 <= sure <= 1 for sure in reading.sure)
    assert reading.least(0, len(reading.text)) <= reading.confidence
    assert Reading("12", 0.7).least(0, 2) == 0.7


def test_the_precision_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_OCR_PRECISION", "f32")
    assert session.precision().startswith("f32")
    monkeypatch.setenv("GOUJI_OCR_PRECISION", "int8")
    with pytest.raises(ValueError, match="int8"):
        session.precision()
