#!/usr/bin/env python3
"""What was understood of sentences with numbers: how much is attached, how many stated relations were evaluated, a sample to judge.

    python benchmarks/sentences.py --count 120 --seed 2026 [FILE…]  # default: born-digital corpus, the sample, generated layouts
    python benchmarks/sentences.py --write mine.tsv                 # the same as rows, with an empty verdict
    python benchmarks/sentences.py --judged sentences_judged.tsv    # what judged rows add up to

A row holds document, page, sentence, the numbers with what they were attached to, and a verdict: `right` (every number attached and
right), `partial` (what is attached is right, something is not attached), `wrong` (a number attached to what it does not measure) or
`none` (nothing attached). Open names stand in “ ”. Sentences themselves are printed only on the terminal: they belong to their
publishers. A stated relation is a figure whose words make it a rate or change of something (增长, 占, 完成, 执行率); it is *built*
where a claim gives it a role and *evaluated* where a relation that is not unresolved cites it. A stretch without a word (a label of a
chart) is no sentence.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.arithmetic import Verdict
from disclosure.fact import Claim, ClaimKind, Fact, Measure, Sentence
from disclosure.report import Report
from store.artifacts import ArtifactStore, NoStore
from tests.provinces import LAYOUTS, render
from workers.pipeline import check_files
from workers.workshop import Workshop

HERE = Path(__file__).resolve().parent
COLUMNS = ("document", "page", "sentence", "understood", "verdict", "note")
VERDICTS = ("right", "partial", "wrong", "none")
STATED = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.SHARE, Measure.COMPLETION, Measure.EXECUTION_RATE})
"""Measures of figures that state a relation to others."""
_OPERANDS = {
    ClaimKind.GROWTH: ({"rate", "change", "current"}, {"rate", "change", "prior"}, {"current", "prior"}),
    ClaimKind.SHARE: ({"part", "whole", "rate"},),
    ClaimKind.COMPLETION: ({"actual", "budget", "rate"},),
}
_WORD = re.compile(r"[\u4e00-\u9fff]")
_SEED = 2026
"""Seed of the generated documents."""


def main() -> None:
    """Reads the arguments, prints the sample or what judged rows add up to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    if given.judged:
        judged(given.judged)
        return
    with TemporaryDirectory() as folder:
        report = check(given.files or [*born_digital(), *generated(Path(folder))])
    found = list(sentences(report))
    totals(found)
    relations(report, found)
    chosen = random.Random(given.seed).sample(found, min(given.count, len(found)))
    for name, sentence in chosen:
        print(f"\n{name} p{page(sentence)} {sentence.id} {sentence.text}", *map(understood, sentence.facts), sep="\n    ")
    if given.write:
        write(given.write, chosen)


def born_digital() -> list[Path]:
    """The files of the corpus that were never scanned, and the sample."""
    corpus = Path(os.environ.get("GOUJI_CORPUS", HERE.parents[1] / "shared" / "corpus"))
    drawn = sorted(corpus.glob("*/*-born.pdf"))
    published = [path for path in sorted(corpus.glob("*/*.pdf")) if path.stem == path.parent.name]
    return [*drawn, *published, *sorted((HERE.parent / "samples").glob("*-born.pdf"))]


def generated(folder: Path) -> list[Path]:
    """One clean document in each generated layout, written into the folder."""
    paths = []
    for layout in LAYOUTS:
        path = folder / f"{layout}-{_SEED}.pdf"
        path.write_bytes(render(layout, _SEED))
        paths.append(path)
    return paths


def check(files: Sequence[Path]) -> Report:
    """The files read and checked; what cannot be read is told."""
    cache = os.environ.get("GOUJI_CACHE")
    report = check_files(files, Workshop(store=ArtifactStore(cache) if cache else NoStore("")))
    for failure in report.errors:
        print(f"{failure.name}: {failure.code}")
    return report


def sentences(report: Report) -> Iterator[tuple[str, Sentence]]:
    """Sentences of the narrative that hold a number and a word, with the name of their file."""
    for document in report.documents:
        for sentence in document.sentences:
            if sentence.facts and not sentence.table and _WORD.search(sentence.text):
                yield document.name, sentence


def attached(fact: Fact) -> bool:
    """Whether a number was attached to an indicator, an account or a project."""
    return bool(fact.indicator or fact.code or fact.subject)


def totals(found: Sequence[tuple[str, Sentence]]) -> None:
    """Prints, per document and in all, how many sentences and numbers are attached in full."""
    lines: dict[str, Counter[str]] = {}
    for name, sentence in found:
        for key in (name, "all"):
            line = lines.setdefault(key, Counter())
            line["sentences"] += 1
            line["whole"] += all(map(attached, sentence.facts))
            line["numbers"] += len(sentence.facts)
            line["attached"] += sum(map(attached, sentence.facts))
    for name, line in lines.items():
        share = f"{line['whole']}/{line['sentences']} = {line['whole'] / line['sentences']:.1%}"
        print(f"{name}: sentences with every number attached {share} · numbers {line['attached']}/{line['numbers']}")


def relations(report: Report, found: Sequence[tuple[str, Sentence]]) -> None:
    """Prints, per document and in all, how many stated relations were built and evaluated, and in how many sentences all were."""
    names = {document.id: document.name for document in report.documents}
    seen = {
        (names[item.document], item.fact.id)
        for relation in report.relations
        if relation.verdict is not Verdict.UNRESOLVED
        for item in relation.operands
        if item.fact is not None
    }
    lines: dict[str, Counter[str]] = {}
    for name, sentence in found:
        stated = [fact.id for fact in sentence.facts if fact.measure in STATED]
        roles = {id_ for claim in sentence.claims for _, id_ in claim.roles}
        ready = {id_ for claim in sentence.claims if complete(claim) for _, id_ in claim.roles}
        built = [id_ for id_ in stated if id_ in roles]
        done = [id_ for id_ in stated if (name, id_) in seen]
        for key in (name, "all") if stated else ():
            line = lines.setdefault(key, Counter())
            line.update(sentences=1, stated=len(stated), built=len(built), done=len(done), whole=int(len(done) == len(stated)))
            line.update(ready=sum(id_ in ready for id_ in stated), checked=sum(id_ in ready for id_ in done))
    for name, line in lines.items():
        parts = f"built {line['built']} · with every operand {line['ready']}, of them evaluated {line['checked']} · evaluated {line['done']}/{line['stated']} = {line['done'] / line['stated']:.1%}"
        print(f"{name}: stated relations {parts} · sentences with all of them {line['whole']}/{line['sentences']}")


def complete(claim: Claim) -> bool:
    """Whether a claim about a rate has every operand that it can be evaluated with."""
    roles = {role for role, _ in claim.roles}
    return any(wanted <= roles for wanted in _OPERANDS.get(claim.kind, ()))


def page(sentence: Sentence) -> int:
    """The page on which a sentence begins, 0 where that is not known."""
    return sentence.spans[0].page if sentence.spans else 0


def understood(fact: Fact) -> str:
    """A number with what it was attached to, in a line."""
    words = (
        fact.indicator or (f"“{fact.subject}”" if fact.subject else "–"),
        fact.code or "",
        fact.measure.value,
        str(fact.year or ""),
        "/".join(sorted(fact.scope)),
    )
    return f"{fact.quantity.text} = {' '.join(filter(None, words))}"


def write(path: Path, chosen: Sequence[tuple[str, Sentence]]) -> None:
    """Writes the sample as rows to be judged; sentences of which nothing is attached are judged already."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(COLUMNS)
        for name, sentence in chosen:
            none = not any(map(attached, sentence.facts))
            told = "; ".join(map(understood, sentence.facts))
            rows.writerow((name, page(sentence), sentence.id, told, "none" if none else "", ""))


def judged(path: Path) -> None:
    """Prints what the verdicts of a judged file add up to. Raises ValueError for a verdict that is none of the four."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    count = Counter(row["verdict"] for row in rows)
    if unknown := set(count) - set(VERDICTS):
        raise ValueError(f"{path.name}: verdicts must be {VERDICTS}, not {sorted(unknown)}")
    for verdict in VERDICTS:
        print(f"{verdict}: {count[verdict]}/{len(rows)} = {count[verdict] / max(len(rows), 1):.1%}")


if __name__ == "__main__":
    main()
