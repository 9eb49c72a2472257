import pytest

from disclosure.geometry import Box, Transform, union


def test_overlap_and_share() -> None:
    box, other = Box(0, 0, 10, 10), Box(5, 5, 20, 20)
    assert box.overlap(other) == Box(5, 5, 10, 10)
    assert box.share_inside(other) == 0.25
    assert box.overlap(Box(11, 0, 12, 1)) is None


def test_union_of_none_is_refused() -> None:
    assert union([Box(0, 0, 1, 1), Box(2, 3, 4, 5)]) == Box(0, 0, 4, 5)
    with pytest.raises(ValueError, match="no boxes"):
        union([])


def test_a_transform_maps_the_corners() -> None:
    quarter_turn = Transform((0.0, -1.0, 100.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0))
    assert quarter_turn.box(Box(10, 20, 30, 40)) == Box(60, 10, 80, 30)
    assert Transform().is_identity
