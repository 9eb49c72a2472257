import string

import pytest

from disclosure.messages import catalogue, say


def test_both_languages_take_the_same_arguments() -> None:
    names = string.Formatter()
    for key, text in catalogue().items():
        zh, en = ({field for _, field, _, _ in names.parse(t) if field} for t in (text.zh, text.en))
        assert en - {"en"} <= zh | {"rule"}, key


def test_an_argument_that_is_missing_is_a_defect() -> None:
    with pytest.raises(KeyError):
        say("equal", subject="x")
