#!/usr/bin/env python3
"""One reader of pages, run by itself so that its time and memory are its own: ours, bare engines, and other table finders.

    python benchmarks/rivals.py NAME FILE.pdf OUT.json

Writes `{"load": s, "pass": s, "words": {page: [text, …]}, "tables": [table, …]}`: seconds until it is ready and seconds over all pages; pages
count from 1; tables have the shape of `gouji tables FILE --format json`. A reader without words or tables leaves them out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Made = dict[str, Any]


def bare(path: Path) -> Made:
    """The default engine, detection and recognition over the page images, and nothing else."""
    from extractors.ocr import load_engine

    engine = load_engine()
    ready = time.perf_counter()
    words = {page: [line.text for line in engine.read(image)] for page, image in pictures(path)}
    return {"ready": ready, "words": words}


def stock(path: Path) -> Made:
    """`paddleocr` as it comes: its own pipeline on its own ONNX Runtime sessions, with the same weights."""
    from paddleocr import PaddleOCR

    from extractors.ocr import weights
    from extractors.ocr.engine import as_colour
    from extractors.ocr.paddle import LONGEST_SIDE

    models = {"text_detection": weights.DETECTION, "text_recognition": weights.RECOGNITION}
    named = {f"{part}_model_name": model for part, model in models.items()}
    folders = {f"{part}_model_dir": str(weights.model_directory(model, LONGEST_SIDE)) for part, model in models.items()}
    unused = dict.fromkeys(("use_doc_orientation_classify", "use_doc_unwarping", "use_textline_orientation"), False)
    engine = PaddleOCR(**named, **folders, **unused, engine="onnxruntime", device="cpu")
    ready = time.perf_counter()
    words = {page: list(engine.predict(as_colour(image))[0]["rec_texts"]) for page, image in pictures(path)}
    return {"ready": ready, "words": words}


def pictures(path: Path) -> Iterator[tuple[int, Any]]:
    """(page from 1, image) of every page, as our own reader renders it."""
    import pypdfium2 as pdfium

    from extractors.paper import render

    with pdfium.PdfDocument(path) as document:
        for index in range(len(document)):
            yield index + 1, render(document[index])[0]


def camelot(path: Path) -> Made:
    """`camelot.read_pdf`, lattice, everything else as it comes."""
    import camelot as library

    ready = time.perf_counter()
    tables = [camelot_table(table) for table in library.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)]
    return {"ready": ready, "tables": tables}


def camelot_table(table: Any) -> Made:
    height = table.pdf_size[1]
    cells = [
        cell(r, c, one.text, table.page, (one.x1, height - one.y2, one.x2, height - one.y1))
        for r, row in enumerate(table.cells)
        for c, one in enumerate(row)
    ]
    return {"pages": [table.page], "cells": cells}


def plumber(path: Path) -> Made:
    """`pdfplumber`, tables as it finds them."""
    import pdfplumber

    ready, tables, words = time.perf_counter(), [], {}
    with pdfplumber.open(path) as document:
        for page in document.pages:
            words[page.page_number] = [word["text"] for word in page.extract_words()]
            for table in page.find_tables():
                cells = [
                    cell(r, c, text or "", page.page_number, box)
                    for r, (row, texts) in enumerate(zip(table.rows, table.extract(), strict=True))
                    for c, (box, text) in enumerate(zip(row.cells, texts, strict=True))
                    if box
                ]
                tables.append({"pages": [page.page_number], "cells": cells})
    return {"ready": ready, "words": words, "tables": tables}


def img2table(path: Path) -> Made:
    """`img2table` with the text that the PDF carries; on a scan it finds grids without words."""
    from img2table.document import PDF

    document = PDF(str(path))
    ready = time.perf_counter()
    found = document.extract_tables(implicit_rows=False, borderless_tables=False)
    scale = 72 / 200  # it renders at 200 dpi and answers in pixels
    tables = []
    for index, group in found.items():
        for table in group:
            cells = [
                cell(r, c, one.value or "", index + 1, [v * scale for v in (one.bbox.x1, one.bbox.y1, one.bbox.x2, one.bbox.y2)])
                for r, row in enumerate(table.content.values())
                for c, one in enumerate(row)
            ]
            tables.append({"pages": [index + 1], "cells": cells})
    return {"ready": ready, "tables": tables}


def cell(row: int, col: int, text: str, page: int, box: Iterable[float]) -> Made:
    return {
        "row": row,
        "col": col,
        "row_span": 1,
        "col_span": 1,
        "text": text,
        "page": page,
        "bbox": list(box),
        "confidence": 1.0,
    }


RIVALS: dict[str, Callable[[Path], Made]] = {
    "bare": bare,
    "stock": stock,
    "camelot": camelot,
    "pdfplumber": plumber,
    "img2table": img2table,
}


def main() -> None:
    name, path, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    started = time.perf_counter()
    made = RIVALS[name](path)
    ready = made.pop("ready")
    made |= {"load": ready - started, "pass": time.perf_counter() - ready}
    out.write_text(json.dumps(made, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
