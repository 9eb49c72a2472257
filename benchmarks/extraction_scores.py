"""What a reader of pages got right: figures in cells, numbers of pages, grids of tables, against a truth file of the corpus.

Takes the truth of a few pages and what was read of them (words and tables as `rivals` writes them); gives counts. Figures in cells are
judged by the corpus's own scorer.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grid_score import grid_score, rows_of
from scoring import score_tables

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
FORM = "scan-pages"
"""Name under which the chosen pages stand in the truth, whatever form they come from."""
IDENTITY = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Pages:
    """The truth of some pages of a document: `numbers[k]` are the source pages (from 1) of the file's page k + 1."""

    truth: dict[str, Any]
    numbers: tuple[int, ...]


def choose(truth: dict[str, Any], form: str, count: int) -> tuple[list[int], Pages]:
    """The `count` pages in a row that hold most figures in tables: their indexes (from 0) in the file of that form, and their truth."""
    scan = truth["scans"].get(form)
    described = (
        scan["pages"]
        if scan
        else [{"page": p["page"], "src_page": p["page"], "matrix_pt_to_px": IDENTITY} for p in truth["pages"]]
    )
    figures = Counter(one["page"] for table in truth["tables"] for one in table["numeric"] if one["role"] in {"amount", "figure"})
    rich = [figures[page["src_page"]] for page in described]
    start = max(range(max(len(rich) - count, 0) + 1), key=lambda k: sum(rich[k : k + count]))
    window = described[start : start + count]
    chosen = {"dpi": scan["dpi"] if scan else 72, "pages": [{**page, "page": k} for k, page in enumerate(window, 1)]}
    part = {**truth, "scans": {FORM: chosen}}
    return [page["page"] - 1 for page in window], Pages(part, tuple(page["src_page"] for page in window))


def cells_right(pages: Pages, tables: Sequence[dict[str, Any]]) -> tuple[Pair, int]:
    """(figures right, figures), and how many wrong ones claim to be sure."""
    with tempfile.TemporaryDirectory() as folder:
        truth, read = Path(folder, "truth.json"), Path(folder, "tables.json")
        truth.write_text(json.dumps(pages.truth), "utf-8")
        read.write_text(json.dumps({"tables": tables}), "utf-8")
        return score_tables(truth, read, FORM)


def numbers_found(pages: Pages, words: dict[str, list[str]]) -> tuple[Pair, Pair]:
    """Of the numbers printed on the pages: (found, printed) and (found, read), a number as often as it stands on its page."""
    both = printed = read = 0
    for k, number in enumerate(pages.numbers, 1):
        page = next(page for page in pages.truth["pages"] if page["page"] == number)
        wanted, got = tokens(one["text"] for one in page["numbers"]), tokens(words.get(str(k), ()))
        both, printed, read = both + (wanted & got).total(), printed + wanted.total(), read + got.total()
    return (both, printed), (both, read)


def tokens(texts: Iterable[str]) -> Counter[str]:
    """The numbers in the texts, blanks around separators healed, grouping marks out."""
    found: Counter[str] = Counter()
    for text in texts:
        plain = re.sub(r"(?<=\d)\s*([.,])\s*(?=\d)", r"\1", unicodedata.normalize("NFKC", text))
        found.update(token.replace(",", "") for token in NUMBER.findall(plain))
    return found


def grids_right(pages: Pages, tables: Sequence[dict[str, Any]]) -> tuple[Pair, Pair]:
    """Neighbourhoods of cells: (right, true) and (right, read), each true table against the read one that fits it best."""
    inside = set(pages.numbers)
    right = true = read = 0
    left = [rows_of(table["cells"]) for table in tables if table["cells"]]
    for table in pages.truth["tables"]:
        if not set(table["pages"]) <= inside:
            continue
        scores = [grid_score(table, rows) for rows in left]
        best = max(range(len(left)), key=lambda k: scores[k][0], default=None)
        if best is None or not scores[best][0]:
            true += grid_score(table, [])[1]
            continue
        right, true, read = right + scores[best][0], true + scores[best][1], read + scores[best][2]
        del left[best]
    return (right, true), (right, read)
