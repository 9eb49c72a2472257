"""The nouns of a disclosure and the arithmetic of printed numbers.

Knows nothing of files, OCR or databases. Everything here is a frozen value or a pure function.
"""
