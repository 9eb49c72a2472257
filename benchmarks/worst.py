"""Pictures of the pages on which most figures were misread: true figures boxed green where they were read, red where not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from extraction_scores import FORM, Pages
from PIL import ImageDraw
from scoring import TOOLS

DPI = 110


def draw_worst(file: Path, pages: Pages, tables: Sequence[dict[str, Any]], folder: Path, most: int = 2) -> list[Path]:
    """Draws up to `most` pages of the file that have a misread figure; gives the paths of the pictures."""
    judge = _judge()
    boxes: dict[int, list[tuple[tuple[float, float], str, str | None]]] = {}
    cells: dict[int, list[dict[str, Any]]] = {}
    for table in tables:
        for cell in table["cells"]:
            cells.setdefault(cell["page"], []).append(cell)
    scan = pages.truth["scans"][FORM]
    by_source = {page["src_page"]: page for page in scan["pages"]}
    for want in (one for table in pages.truth["tables"] for one in table["numeric"]):
        if want["role"] in {"amount", "figure"} and want["page"] in by_source:
            page = by_source[want["page"]]
            point = judge.onto_scan(judge.centre(want["bbox"]), page, scan["dpi"])
            hit = judge.covering(cells.get(page["page"], []), point)
            right = hit is not None and judge.number(hit["text"]) == judge.number(want["text"])
            boxes.setdefault(page["page"], []).append((point, want["text"], None if right else (hit or {}).get("text", "–")))
    wrong = {page: sum(read is not None for _, _, read in marks) for page, marks in boxes.items()}
    worst = sorted((page for page in wrong if wrong[page]), key=lambda page: -wrong[page])[:most]
    return [_draw(file, page, boxes[page], folder) for page in worst]


def _judge() -> Any:
    """The corpus's own scorer, as a module."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("score_tables", TOOLS / "score_tables.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TOOLS / "score_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _draw(file: Path, page: int, marks: Sequence[tuple[tuple[float, float], str, str | None]], folder: Path) -> Path:
    scale = DPI / 72
    with pdfium.PdfDocument(file) as document:
        image = document[page - 1].render(scale=scale).to_pil().convert("RGB")
    pen = ImageDraw.Draw(image)
    for (x, y), text, read in marks:
        half = 3.2 * len(text)
        pen.rectangle(
            ((x - half) * scale, (y - 6) * scale, (x + half) * scale, (y + 6) * scale), outline="green" if read is None else "red"
        )
        if read is not None:
            pen.text(((x - half) * scale, (y + 6) * scale), read.encode("ascii", "replace").decode(), fill="red")
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"{file.stem}-p{page}.png"
    image.save(out)
    return out
