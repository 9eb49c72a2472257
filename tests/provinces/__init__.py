"""Clean disclosures in the layouts of many provinces: books (`ledger`), tables, one module per layout, drawing.

`render(layout, seed)` gives a PDF in which everything agrees.
"""

from __future__ import annotations

from dataclasses import replace

from tests.provinces import (
    beijing,
    budget,
    evaluation,
    guangdong,
    hubei,
    overall,
    petty,
    shaanxi,
    shandong,
    sichuan,
    yunnan,
    zhejiang,
)
from tests.provinces.drawing import draw
from tests.provinces.ledger import PROFILES, ledger

LAYOUTS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        sichuan,
        yunnan,
        shandong,
        guangdong,
        shaanxi,
        zhejiang,
        budget,
        evaluation,
        hubei,
        beijing,
        petty,
        overall,
    )
}


def render(layout: str, seed: int, rules: str = "") -> bytes:
    """The disclosure of the seed's office in that layout; `rules` draws its tables otherwise than the layout does."""
    module = LAYOUTS[layout]
    office = ledger(seed, getattr(module, "PROFILES", PROFILES))
    return draw(module.document(office), office.org, replace(module.LOOK, rules=rules) if rules else module.LOOK)
