"""gouji documents, correct, dossiers, dossier: what an archive holds, and putting right what was taken wrongly."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from cli import running
from cli.app import app
from cli.options import Where, complain_text
from disclosure.errors import GoujiError
from disclosure.messages import say

if TYPE_CHECKING:
    from store.database import Database

Text = Annotated[
    str, typer.Option("--text", metavar="WORDS", help="文件名或单位名称中的字。Part of a file's or organisation's name.")
]
Name = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="文件编号（gouji documents 第一列）。A document's id.", show_default=False)
]
Org = Annotated[str | None, typer.Option("--org", metavar="NAME", help="单位名称。The organisation.", show_default=False)]
Year = Annotated[int | None, typer.Option("--year", metavar="YYYY", help="年度。The fiscal year.", show_default=False)]
Level = Annotated[str | None, typer.Option("--level", metavar="department|unit", help="部门或单位。", show_default=False)]
Kind = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="final_accounts, budget, self_evaluation, evaluation_report", show_default=False),
]
Number = Annotated[int, typer.Argument(metavar="DOSSIER", help="案卷编号。A dossier's number.", show_default=False)]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="理由。Why.")]
Add = Annotated[str | None, typer.Option("--add", metavar="DOCUMENT", help="放入案卷。Put in.", show_default=False)]
Remove = Annotated[str | None, typer.Option("--remove", metavar="DOCUMENT", help="移出案卷。Take out.", show_default=False)]


@app.command()
def documents(text: Text = "", db: Where = None) -> None:
    """列出库中的文件及其身份。What the archive holds, and who it was taken for."""
    from reports import shelf
    from store.documents import DocumentFilter, list_documents

    with running.database(db) as (_, database):
        rows, cursor = [], ""
        while True:
            with database.reading() as session:
                part = list_documents(session, DocumentFilter(text=text), cursor, 200)
            rows += [
                shelf.Shelved(
                    one.id,
                    one.name,
                    one.identity.org,
                    one.identity.fiscal_year,
                    one.identity.kinds,
                    one.identity.level,
                    one.corrected,
                )
                for one in part.items
            ]
            if part.next is None:
                break
            cursor = part.next
    running.show(lambda console: shelf.documents(rows, console), None)


@app.command()
def correct(name: Name, org: Org = None, year: Year = None, level: Level = None, kind: Kind = None, db: Where = None) -> None:
    """改正一份文件的单位、年度、级次或种类，并重新核对。Set what was taken wrongly; checks follow at once."""
    from store.documents import correct_document

    given = {"org": org, "fiscal_year": year, "level": level, "kinds": tuple(kind) if kind else None}
    fields = {field: value for field, value in given.items() if value is not None}
    with running.database(db) as (_, database):
        try:
            with database.writing() as session:
                correct_document(session, name, **fields)
        except GoujiError as error:
            raise complain_text(error.message) from error
        _follow(database)


@app.command()
def dossiers(text: Text = "", db: Where = None) -> None:
    """列出案卷：同一单位、同一年度的文件。The dossiers that formed, with their documents."""
    from reports import shelf
    from store.dossiers import list_dossiers, members

    with running.database(db) as (_, database):
        rows, cursor = [], ""
        while True:
            with database.reading() as session:
                part = list_dossiers(session, text, cursor, 200)
                rows += [
                    (
                        one.id,
                        one.organisation,
                        one.fiscal_year,
                        [(m.document, m.name, m.how.value) for m in members(session, one.id)],
                    )
                    for one, _ in part.items
                ]
            if part.next is None:
                break
            cursor = part.next
    running.show(lambda console: shelf.dossiers(rows, console), None)


@app.command()
def dossier(number: Number, add: Add = None, remove: Remove = None, reason: Why = "", db: Where = None) -> None:
    """把文件放入或移出案卷，并重新核对。Put a document into a dossier or take it out; checks follow at once."""
    from store import dossiers as kept

    with running.database(db) as (_, database):
        try:
            with database.writing() as session:
                if add:
                    kept.pin(session, number, add, getpass.getuser(), reason)
                if remove:
                    kept.remove(session, number, remove, getpass.getuser(), reason)
        except GoujiError as error:
            raise complain_text(error.message) from error
        _follow(database)


def _follow(database: Database) -> None:
    """Checks what the change made due, and says how much that was."""
    from store.artifacts import default_store
    from workers.filing import Desk, settle_due

    typer.echo(say("shelf.checked", count=settle_due(Desk(database, default_store()))).zh)
