"""The words for the terms of the contract, in Chinese first; a term that has none is shown as it is."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.messages import Text, catalogue, say
from disclosure.relation import Finding
from disclosure.report import Coverage
from disclosure.settings import Waiver


def word(group: str, term: str) -> Text:
    """What people read for a verdict, severity, family, role, kind, level, entity or reason."""
    return catalogue().get(f"{group}.{term}", Text(term, term))


def waived(finding: Finding) -> Text:
    """Why a waived finding is waived and until when; empty for one that is not."""
    waiver = finding.waived
    return say("waived.until", reason=waiver.reason, expires=waiver.expires) if waiver else Text("", "")


def expired(waiver: Waiver) -> Text:
    """That a waiver has lost its effect."""
    target = " ".join(filter(None, (waiver.rule, waiver.fingerprint, waiver.document, waiver.organisation)))
    return say("waived.expired", target=target, expires=waiver.expires, reason=waiver.reason)


def extent(document: Document) -> str:
    """How much there is of it: pages, worksheets, or tables of what has neither."""
    if document.printed:
        return f"{len(document.pages)} 页{'，扫描件' if document.scanned else ''}"
    sheets = len({page.name for page in document.pages if page.name})
    return f"{sheets} 张工作表" if sheets else f"{len(document.tables)} 个表"


def counted(line: Coverage) -> str:
    """'一致 7，不符 1，无法核对 2（未找到所需的表 1，…）': what came of a rule, zeros left out."""
    told = [f"{word('verdict', v.value).zh} {count}" for v in Verdict if (count := getattr(line, v.value))]
    why = "，".join(f"{word('reason', reason).zh} {count}" for reason, count in line.reasons)
    return "，".join(told) + (f"（{why}）" if why else "")


def reasons(coverage: Sequence[Coverage]) -> list[tuple[Text, int]]:
    """Why relations could not be evaluated, over all rules, the commonest first."""
    counts: dict[str, int] = {}
    for line in coverage:
        for reason, count in line.reasons:
            counts[reason] = counts.get(reason, 0) + count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(word("reason", reason), count) for reason, count in ordered]
