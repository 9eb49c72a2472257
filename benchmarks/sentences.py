#!/usr/bin/env python3
"""What was understood of sentences with numbers, for a person to judge: a sample with a fixed seed, and how much is attached.

    python benchmarks/sentences.py --count 60 --seed 7 [FILE…]      # default: born-digital files of $GOUJI_CORPUS and the sample
    python benchmarks/sentences.py --write mine.tsv                 # the same as rows, with an empty verdict
    python benchmarks/sentences.py --judged sentences_judged.tsv    # what judged rows add up to

A row holds document, page, sentence, the numbers with what they were attached to, and a verdict: `right` (every number attached and
right), `partial` (what is attached is right, something is not attached), `wrong` (a number attached to what it does not measure) or
`none` (nothing attached). Sentences themselves are printed only on the terminal: they belong to their publishers.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from disclosure.fact import Fact, Sentence
from store.artifacts import ArtifactStore, NoStore
from workers.pipeline import read_files
from workers.workshop import Workshop

HERE = Path(__file__).resolve().parent
COLUMNS = ("document", "page", "sentence", "understood", "verdict", "note")
VERDICTS = ("right", "partial", "wrong", "none")


def main() -> None:
    """Reads the arguments, prints the sample or what judged rows add up to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    if given.judged:
        judged(given.judged)
        return
    found = list(sentences(given.files or born_digital()))
    totals(found)
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


def sentences(files: Sequence[Path]) -> Iterator[tuple[str, Sentence]]:
    """Sentences of the narrative that hold a number, with the name of their file."""
    cache = os.environ.get("GOUJI_CACHE")
    documents, failures = read_files(files, Workshop(store=ArtifactStore(cache) if cache else NoStore("")))
    for failure in failures:
        print(f"{failure.name}: {failure.code}")
    for document in documents:
        yield from ((document.name, sentence) for sentence in document.sentences if sentence.facts and not sentence.table)


def attached(fact: Fact) -> bool:
    """Whether a number was attached to an indicator, an account or a project."""
    return bool(fact.indicator or fact.code)


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


def page(sentence: Sentence) -> int:
    """The page on which a sentence begins, 0 where that is not known."""
    return sentence.spans[0].page if sentence.spans else 0


def understood(fact: Fact) -> str:
    """A number with what it was attached to, in a line."""
    words = (fact.indicator or "–", fact.code or "", fact.measure.value, str(fact.year or ""), "/".join(sorted(fact.scope)))
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
