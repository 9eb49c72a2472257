"""The tables of the database, typed: what is kept of files, documents, figures, checks, findings, decisions, dossiers and batches.

Only shapes live here. What the columns mean to people is in docs/store.md; `store/migrations` makes the tables, and a test holds
the two together. Time is UTC, money is 元, boxes are PDF points in the original page.
"""

from store.tables.base import Base, table_of
from store.tables.batches import BatchItemRow, BatchRow
from store.tables.documents import DocumentRow, FactRow, PageRow, SourceFileRow, SourceNameRow
from store.tables.dossiers import DossierRow, MemberRow
from store.tables.findings import (
    ChangeRow,
    CheckRow,
    DecisionRow,
    FindingRow,
    LedgerLineRow,
    LedgerRow,
    RuleSetRow,
    RunRow,
    SubjectRow,
)

__all__ = [
    "Base",
    "BatchItemRow",
    "BatchRow",
    "ChangeRow",
    "CheckRow",
    "DecisionRow",
    "DocumentRow",
    "DossierRow",
    "FactRow",
    "FindingRow",
    "LedgerLineRow",
    "LedgerRow",
    "MemberRow",
    "PageRow",
    "RuleSetRow",
    "RunRow",
    "SourceFileRow",
    "SourceNameRow",
    "SubjectRow",
    "table_of",
]
