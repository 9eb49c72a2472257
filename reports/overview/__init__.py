"""A whole archive for people and machines: `html` is a page to browse, `xlsx` a workbook, `jsonl` one finding per line.

Each takes the nouns of `disclosure.overview` and an open file; lists are iterators, so that an archive of any size passes through.
"""
