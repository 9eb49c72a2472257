"""Nouns in, bytes and rows out: artifacts under what they were computed from, and a database of what people search and decide.

Knows nothing of HTTP, Celery or how anything is computed. `docs/store.md` tells what is kept where.
"""
