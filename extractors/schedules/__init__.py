"""Tables understood: kind, columns, rows, hierarchy and figures (`read_schedules`)."""

from extractors.schedules.read import read_schedules

__all__ = ["read_schedules"]
