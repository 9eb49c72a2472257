#!/usr/bin/env python3
"""The words of every page of a file as gouji reads them, as JSON on stdout: {page: [text, …]}. Pages come from the cache where it has them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractors.opening import open_source
from workers.reading import read_pages
from workers.workshop import Workshop

if __name__ == "__main__":
    pages = read_pages(open_source(Path(sys.argv[1])), Workshop()).pages
    print(json.dumps({page.number: [word.text for word in page.words] for page in pages}, ensure_ascii=False))
