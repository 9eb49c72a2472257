"""Findings in, something people or programs can read out: JSON, terminal, HTML.

Knows nothing of how findings came about.
"""
