"""The pipeline as plain functions, and the Celery tasks that run those same functions on many machines.

Knows nothing of HTTP or of how results are shown.
"""
