"""gouji batch, recheck: whole archives, and what new rules say of them."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from cli import running
from cli.app import app
from cli.options import INTERRUPTED, SOME_FAILED, Config, Debug, Engine, Jobs, Ocr, Where, complain, complain_text
from cli.progress import files_bar
from cli.quiet import clean_stdout, hush
from disclosure.errors import GoujiError
from disclosure.messages import say
from reports.wrapping import Flow

if TYPE_CHECKING:
    from store.database import Database
    from workers.batch import Plan

Places = Annotated[
    list[str],
    typer.Argument(
        metavar="ARCHIVE…",
        help="文件夹、压缩包、通配符、s3://前缀，或 @清单.txt。Folders, archives, globs, s3:// prefixes, or @list.txt.",
        show_default=False,
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="继续上次未完成的同一批。Go on with the last batch of the same archive.")]
Broker = Annotated[
    str | None,
    typer.Option("--broker", metavar="redis://…", help="交给 Celery 工作进程。Spread over Celery workers.", show_default=False),
]


@app.command()
def batch(
    places: Places,
    db: Where = None,
    resume: Resume = False,
    jobs: Jobs = None,
    broker: Broker = None,
    ocr: Ocr = Engine.PADDLEOCR,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """读取并核对整个文件库，可随时中断、续跑。Read and check a whole archive; stop and resume at any moment.

    退出码 Exit status: 0 全部完成 everything done; 2 有文件无法读取 some file could not be read; 130 已中止 interrupted.
    """
    hush(debug)
    settings = running.settings(config)
    with clean_stdout(), running.database(db) as (address, database):
        from store.artifacts import default_store
        from workers.batch import Plan

        number = _batch(database, places, resume)
        plan = Plan(address, default_store().url, number, ocr.value, settings)
        started = time.monotonic()
        try:
            _work(plan, database, jobs, broker)
        except GoujiError as error:
            raise complain_text(error.message) from error
        except KeyboardInterrupt as stop:
            complain("batch.interrupted")
            raise typer.Exit(INTERRUPTED) from stop
        failed = _tell(plan, database, time.monotonic() - started, db)
    raise typer.Exit(SOME_FAILED if failed else 0)


@app.command()
def recheck(db: Where = None, debug: Debug = False) -> None:
    """用现在的规则重新核对库中全部文件，不再读取。Check the whole archive again by today's rules, reading nothing."""
    hush(debug)
    with running.database(db, there=True) as (_, database):
        from store.artifacts import default_store
        from workers.filing import Desk
        from workers.rechecking import recheck_all

        with files_bar(Console(stderr=True)) as told:
            made = recheck_all(Desk(database, default_store()), told)
    console = Console(highlight=False, markup=False, emoji=False)
    counts = {"checked": made.run.checked, "new": made.run.new, "gone": made.run.gone, "still": made.run.still}
    text = say("recheck.done", **counts) if made.run.checked or made.missing else say("recheck.nothing")
    console.print(Flow(text.zh))
    console.print(Flow(text.en, "dim"))
    if made.missing:
        lost = say("recheck.missing", count=len(made.missing))
        console.print(Flow(lost.zh))
        console.print(Flow(lost.en, "dim"))


def _batch(database: Database, places: list[str], resume: bool) -> int:
    """The number of the batch: the last one of the same places, or a new one with every file in it. Exits with 2 where there is none."""
    from store.batches import add_items, latest_batch, open_batch
    from workers.gathering import addresses

    prefix = hashlib.sha256("\n".join(sorted(places)).encode()).hexdigest()[:12]
    with database.reading() as session:
        last = latest_batch(session, prefix)
    if resume and last is None:
        raise complain("batch.nothing_to_resume")
    try:
        files = addresses(places)
    except GoujiError as error:
        raise complain_text(error.message) from error
    name = last.name if resume and last else f"{prefix}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    with database.writing() as session:
        made = open_batch(session, name, {"places": places})
        add_items(session, made.id, files)
    return made.id


def _work(plan: Plan, database: Database, jobs: int | None, broker: str | None) -> None:
    """Lets the batch be done, here or by others, then checks the dossiers."""
    from store.artifacts import ArtifactStore
    from workers.batch import check_dossiers
    from workers.filing import Desk
    from workers.pages import PROCESSES

    with files_bar(Console(stderr=True)) as told:
        if broker:
            from workers.spreading import Spread

            Spread(plan, database, broker).run(told)
        else:
            from workers.crew import Crew

            Crew(plan, database, jobs or max(2, PROCESSES)).run(told)
        check_dossiers(Desk(database, ArtifactStore(plan.store)))


def _tell(plan: Plan, database: Database, seconds: float, db: str | None) -> int:
    """Says on stderr what came of the batch, and what to do next; how many files failed."""
    from reports.batch import show_batch
    from store.batches import ItemState, list_items, progress

    with database.reading() as session:
        counts = progress(session, plan.batch)
        failed = list_items(session, plan.batch, (ItemState.FAILED,), limit=1000).items
    show_batch(
        counts[ItemState.DONE],
        [(item.path, item.error or "", item.message or {}) for item in failed],
        seconds,
        say("batch.next", db=f" --db {db}" if db else ""),
        Console(stderr=True),
    )
    return counts[ItemState.FAILED]
