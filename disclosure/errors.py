"""Errors that a user can act on. Each knows its code; its words come from the message catalogue."""

from __future__ import annotations

from disclosure.messages import Text, say


class GoujiError(Exception):
    """Something the user can act on. `code` names it in the catalogue (`error.<code>`) and in the JSON contract."""

    code = "internal"

    def __init__(self, name: str, **details: object) -> None:
        self.name, self.details = name, details
        super().__init__(self.message.en)

    @property
    def message(self) -> Text:
        """What is wrong, where, and what to do."""
        return say(f"error.{self.code}", name=self.name, **self.details)
