"""Nouns in, bytes on a disk: what was computed once is kept under what it was computed from.

Knows nothing of HTTP, Celery or how anything is computed.
"""
