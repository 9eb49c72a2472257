"""Clean disclosures in the layouts of many provinces: books (`ledger`), tables, one module per layout, drawing.

`render(layout, seed)` gives a PDF in which everything agrees.
"""

from __future__ import annotations

from tests.provinces import budget, evaluation, guangdong, shaanxi, shandong, sichuan, yunnan, zhejiang
from tests.provinces.drawing import draw
from tests.provinces.ledger import ledger

LAYOUTS = {
    module.__name__.rpartition(".")[2]: module
    for module in (sichuan, yunnan, shandong, guangdong, shaanxi, zhejiang, budget, evaluation)
}


def render(layout: str, seed: int) -> bytes:
    """The disclosure of the seed's office in that layout."""
    office, module = ledger(seed), LAYOUTS[layout]
    return draw(module.document(office), office.org, module.LOOK)
