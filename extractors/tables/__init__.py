"""Tables: grids found by Camelot, filled with the page's own words, joined over pages, with title, unit and notes."""

from extractors.tables.reading import read_tables

__all__ = ["read_tables"]
