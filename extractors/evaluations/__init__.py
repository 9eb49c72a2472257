"""Self-evaluation forms (绩效自评表): tables in, `Evaluation`s out. The entry is `read_evaluations`."""

from extractors.evaluations.reading import read_evaluations

__all__ = ["read_evaluations"]
