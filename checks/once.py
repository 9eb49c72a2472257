"""What many rules need of one document is worked out once: a step under `@once` keeps its result with the noun it was made from.

The result lies in the noun's own `__dict__`, as that of a `cached_property` does: it lives exactly as long as the noun, is never
encoded, and a copy made by `dataclasses.replace` starts without it. Steps must be pure and give values that nobody changes
(tuples, frozen sets, mappings that are only read); an iterator, which can be read but once, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Noun = TypeVar("Noun")
Others = ParamSpec("Others")
Result = TypeVar("Result")

_SHELF = "_once"


def once(step: Callable[Concatenate[Noun, Others], Result]) -> Callable[Concatenate[Noun, Others], Result]:
    """The step, run once for each noun (a Document, Schedule or Evaluation) and further positional arguments, which are hashable.

    Raises TypeError where the step gives an iterator.
    """
    name = f"{step.__module__}.{step.__qualname__}"

    @wraps(step)
    def kept(noun: Noun, /, *args: Others.args, **kwargs: Others.kwargs) -> Result:
        shelf: dict[Any, Any] = vars(noun).setdefault(_SHELF, {})
        key = (name, args, *kwargs.items())
        if key not in shelf:
            made = step(noun, *args, **kwargs)
            if isinstance(made, Iterator):
                raise TypeError(f"{name} gives an iterator, which can be read but once")
            shelf[key] = made
        result: Result = shelf[key]
        return result

    return kept
