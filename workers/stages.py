"""The stages whose results are kept, and the version of each: a fingerprint of the code, data and packages that make them.

Nobody has to remember to raise a number: an artifact is used again exactly as long as what made it is unchanged. The list of each
stage covers everything that the stage imports from this project; a test holds it to that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Stage:
    """A step whose result is an artifact. `code` are files and folders of this project, `packages` distributions it rests on."""

    name: str
    code: tuple[str, ...]
    packages: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The same as long as the code, its data files and the packages are the same."""
        return _fingerprint(self)


_PAPER = (
    "cutting",
    "opening",
    "orientation",
    "outline",
    "paper",
    "pixels",
    "readings",
    "rules",
    "scans",
    "seals",
    "second",
    "shape",
    "skew",
    "spreads",
)
SCAN = Stage(
    "scan",
    (
        *(f"disclosure/{name}" for name in ("geometry.py", "numerals.py", "page.py", "quantity.py", "units.csv")),
        *(f"extractors/{name}.py" for name in _PAPER),
        "extractors/ocr",
    ),
    ("paddleocr", "paddlex", "rapidocr", "openvino", "onnxruntime", "opencv-contrib-python", "pypdfium2"),
)
"""One straightened page image with its words, per page and engine."""

DOCUMENT = Stage(
    "document",
    ("disclosure", "extractors"),
    (*SCAN.packages, "beautifulsoup4", "camelot-py", "lxml", "openpyxl", "pikepdf", "pillow", "python-docx", "spacy"),
)
"""Everything that was read in a file, in the coordinates of the original pages."""

CHECKS = Stage("checks", ("disclosure", "checks"))
"""Relations and findings of a document; its version is that of the rules."""


@cache
def _fingerprint(stage: Stage) -> str:
    """A short hash over the stage's files and the versions of its packages."""
    digest = hashlib.sha256()
    for name in stage.code:
        for path in sorted(_files(HOUSE / name)):
            digest.update(str(path.relative_to(HOUSE)).encode() + b"\0" + path.read_bytes() + b"\0")
    for package in stage.packages:
        digest.update(f"{package}=={_installed(package)}\n".encode())
    return digest.hexdigest()[:12]


def _files(path: Path) -> Iterator[Path]:
    """The file, or every file in the folder that is not made by the interpreter."""
    if not path.is_dir():
        yield path
        return
    yield from (inner for inner in path.rglob("*") if inner.is_file() and "__pycache__" not in inner.parts)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
