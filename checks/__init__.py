"""Nouns in, findings out: a registry of rules, one small module per rule family, and what makes findings of broken relations.

Knows nothing of PDFs, OCR or storage.
"""
