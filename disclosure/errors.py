"""Errors that a user can act on. Each knows its code; its words come from the message catalogue."""

from __future__ import annotations

import errno

from disclosure.messages import Text, catalogue, say


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


def why(error: OSError) -> dict[str, str]:
    """What the system says, as the arguments `reason` and `reason_en` of a message; in English where no Chinese is known for it."""
    english = error.strerror or type(error).__name__
    known = catalogue().get(f"system.{errno.errorcode.get(error.errno or 0, '')}")
    return {"reason": known.zh if known else english, "reason_en": known.en if known else english}
