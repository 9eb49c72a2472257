"""What was read, for the terminal: tables, facts, sentences with their entities, and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from disclosure.document import Document
from disclosure.fact import Entity, Place, Sentence
from disclosure.rulepage import RulePage
from disclosure.table import Table
from reports.json import value
from reports.manual import messages
from reports.places import stands
from reports.words import word

STYLES = {
    "QUANTITY": "bold cyan",
    "INDICATOR": "green",
    "ACCOUNT": "green",
    "CODE": "dim green",
    "PERIOD": "magenta",
    "MEASURE": "yellow",
    "ORG": "blue",
    "CUE": "red",
}


def tables(documents: Iterable[Document], console: Console) -> None:
    """Every table with its title, unit and cells."""
    for document in documents:
        console.print(Line(document.name, "bold"))
        for table in document.tables:
            console.print()
            console.print(Line.assemble((table.title or "（无标题）", "bold"), (f"  {_about(document, table)}", "dim")))
            console.print(_grid(table))


def _about(document: Document, table: Table) -> str:
    return f"{stands(document, table)}{f' · 单位：{table.unit}' if table.unit else ''} · 可信度 {table.confidence:.2f}"


def _grid(table: Table) -> Grid:
    """The cells as printed; a merged cell's text stands once."""
    rows, columns = table.shape
    grid = Grid(show_header=False, show_lines=False, expand=False)
    for _ in range(columns):
        grid.add_column(overflow="fold")
    texts = {(cell.row, cell.col): cell.text for cell in table.cells}
    for row in range(rows):
        style = "bold" if row < table.header_rows else ""
        grid.add_row(*(Line(texts.get((row, column), "")) for column in range(columns)), style=style)
    return grid


def facts(documents: Iterable[Document], console: Console) -> None:
    """Every printed number, one line each."""
    for document in documents:
        grid = Grid(title=document.name, expand=False, title_justify="left")
        for name in ("页" if document.printed else "处", "数", "指标", "口径", "年度", "位置"):
            grid.add_column(name, overflow="fold", justify="right" if name == "数" else "left")
        for fact in document.facts.values():
            unit = fact.quantity.unit.symbol if fact.quantity.unit else ""
            number = f"{value(fact)}{unit}" if value(fact) is not None else "空白"
            where = str(fact.place.page) if document.printed else document.where(fact.place)
            cells = (where, number, fact.indicator or fact.subject, fact.measure.value, str(fact.year or ""), fact.label)
            grid.add_row(*(Line(cell) for cell in cells))
        console.print(grid)


def tags(documents: Iterable[Document], console: Console) -> None:
    """Every sentence with its tagged entities below it."""
    for document in documents:
        console.print(Line(document.name, "bold"))
        for sentence in document.sentences:
            first = sentence.spans[0] if sentence.spans else None
            place = f"p{first.page if first else 0}"
            if first and not document.printed:
                place = document.where(Place(first.page, first.box))
            console.print()
            console.print(Line.assemble((f"{place} ", "dim"), _coloured(sentence)))
            if sentence.entities:
                console.print(Padding(_entities(sentence.entities), (0, 0, 0, 4), expand=False))


def _coloured(sentence: Sentence) -> Line:
    line = Line(sentence.text)
    for entity in sentence.entities:
        line.stylize(STYLES.get(entity.label, "bold"), entity.start, entity.end)
    return line


def _entities(entities: Sequence[Entity]) -> Line:
    """`数量 251.21万元` … with the canonical form where it differs from the text."""
    line = Line()
    for entity in entities:
        line.append(f"{word('entity', entity.label).zh} ", "dim")
        line.append(entity.text, STYLES.get(entity.label, "bold"))
        line.append(f"→{entity.norm}" if entity.norm and entity.norm != entity.text else "", "dim")
        line.append("   ")
    line.rstrip()
    return line


def rules(pages: Iterable[RulePage], console: Console) -> None:
    """Code, family, severity and title of each rule."""
    grid = Grid.grid(padding=(0, 2))
    for page in pages:
        family, severity = word("family", page.family).zh, word("severity", page.severity).zh
        grid.add_row(Line(page.code, "bold"), Line(family, "dim"), Line(severity, "dim"), Line(page.title))
    console.print(grid)


def page(page: RulePage, console: Console) -> None:
    """A rule's own page: title, family and severity, then each heading beside its text, then the words of its findings."""
    family, severity = word("family", page.family), word("severity", page.severity)
    console.print(Line.assemble((page.code, "bold"), "  ", (page.title, "bold")))
    console.print(Line(f"{family.zh} {family.en} · {severity.zh} {severity.en}\n", "dim"))
    grid = Grid.grid(padding=(0, 2, 1, 0), collapse_padding=True, pad_edge=False, expand=False)
    grid.add_column(style="bold cyan", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for heading, text in page.sections:
        grid.add_row(Line(heading), Line(text))
    for number, own in enumerate(messages(page.code)):
        grid.add_row(Line("" if number else "消息"), Line.assemble(own.zh, "\n", (own.en, "dim")))
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))
