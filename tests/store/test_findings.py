"""Checks saved again and again: findings keep their identity, decisions hold, lists page correctly."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from checks.judge import check
from checks.registry import all_rules
from disclosure.arithmetic import Verdict
from disclosure.messages import Text
from disclosure.relation import Finding, Severity
from disclosure.report import cover
from store.checking import save_check
from store.database import Database
from store.decisions import Choice, State, decisions_on, record_decision, state_of, states_of
from store.documents import correct_document, save_document
from store.dossiers import find_dossier
from store.errors import BadCursorError, OvertakenError, ReasonNeededError, UnknownRecordError
from store.findings import By, FindingFilter, ListedFinding, count_findings, findings_of, list_findings, load_finding
from store.ledger import load_coverage, load_relations, total_coverage
from store.runs import Changes, changes_of, due, finish_run, start_run
from tests.store.made import document, finding
from tests.tiny_report import tiny_report

DOCUMENT = document()


@pytest.fixture
def database(database: Database) -> Database:
    """With one document in it."""
    with database.writing() as session:
        save_document(session, DOCUMENT)
    return database


def checked(database: Database, *fingerprints: str, run: int | None = None) -> Changes:
    with database.writing() as session:
        return save_check(session, DOCUMENT.id, (), [finding(name) for name in fingerprints], (), "1", run)


def listed(database: Database, wanted: FindingFilter | None = None, limit: int = 50) -> list[ListedFinding]:
    """Every finding that fits, gathered slice by slice."""
    found: list[ListedFinding] = []
    cursor = ""
    with database.reading() as session:
        while True:
            part = list_findings(session, wanted or FindingFilter(), cursor, limit)
            assert len(part.items) <= limit
            found += part.items
            if part.next is None:
                return found
            cursor = part.next


def test_findings_survive_runs(database: Database) -> None:
    assert checked(database, "a", "b") == Changes(new=frozenset("ab"))
    first = {row.fingerprint: row for row in listed(database)}
    assert checked(database, "b", "a") == Changes(still=frozenset("ab"))
    assert checked(database, "b", "c") == Changes(frozenset("c"), frozenset("a"), frozenset("b"))
    rows = {row.fingerprint: row for row in listed(database, FindingFilter(states=tuple(State)))}
    assert {name: row.state for name, row in rows.items()} == {"a": State.GONE, "b": State.OPEN, "c": State.OPEN}
    assert (rows["b"].id, rows["b"].first_seen) == (first["b"].id, first["b"].first_seen)
    assert rows["b"].last_seen > first["b"].last_seen
    assert rows["a"].gone_at is not None
    assert checked(database, "a", "b", "c") == Changes(frozenset("a"), frozenset(), frozenset("bc"))
    back = {row.fingerprint: row for row in listed(database)}["a"]
    assert (back.id, back.gone_at, back.first_seen) == (first["a"].id, None, first["a"].first_seen)


def test_two_findings_with_one_fingerprint_are_both_kept(database: Database) -> None:
    assert checked(database, "a", "a", "b") == Changes(new=frozenset("ab"))
    assert [row.fingerprint for row in listed(database)] == ["a", "a", "b"]
    assert checked(database, "a", "b") == Changes(still=frozenset("ab"))
    assert [row.fingerprint for row in listed(database)] == ["a", "b"]


def test_a_run_sums_up_what_it_changed(database: Database) -> None:
    checked(database, "a", "b")
    with database.writing() as session:
        run = start_run(session, "2", "新规则").id
    checked(database, "b", "c", run=run)
    assert checked(database, "b", "c", run=run) == Changes(frozenset("c"), frozenset("a"), frozenset("b")), (
        "done once more: the same"
    )
    with database.writing() as session:
        done = finish_run(session, run)
        assert (done.checked, done.new, done.gone, done.still) == (1, 1, 1, 1)
        assert [(change.fingerprint, change.change) for change in changes_of(session, run).items] == [("a", "gone"), ("c", "new")]
    assert checked(database, "a", "b", run=run) == Changes(frozenset(), frozenset(), frozenset("ab")), "came and went: no change"


def test_what_other_rules_checked_or_what_was_read_anew_is_due(database: Database) -> None:
    def documents(version: str) -> tuple[str, ...]:
        with database.reading() as session:
            return due(session, version).items

    assert documents("1") == (DOCUMENT.id,)
    checked(database, "a")
    assert documents("1") == ()
    assert documents("2") == (DOCUMENT.id,)
    with database.writing() as session:
        save_document(session, DOCUMENT)
    assert documents("1") == (DOCUMENT.id,)


def test_a_real_check_comes_back_whole(database: Database) -> None:
    report = tiny_report()
    made = report.documents[0]
    with database.writing() as session:
        save_document(session, made)
        save_check(session, made.id, report.relations, report.findings, report.coverage, "1")
    with database.reading() as session:
        assert sorted(findings_of(session, made.id), key=lambda f: f.id) == sorted(report.findings, key=lambda f: f.id)
        assert load_coverage(session, made.id) == report.coverage
        kept = load_relations(session, made.id)
        assert kept == tuple(r for r in report.relations if r.verdict.value not in ("holds", "rounding"))
        sums = {line.rule: line.applicable for line in total_coverage(session)}
        assert sums == {line.rule: line.applicable for line in report.coverage if line.applicable}


def test_every_rule_applied_to_a_document_is_saved_twice_without_a_change(database: Database) -> None:
    relations, findings = check(DOCUMENT)
    coverage = cover(DOCUMENT.id, (rule.code for rule in all_rules()), relations)
    for expected in ("new", "still"):
        with database.writing() as session:
            changes = save_check(session, DOCUMENT.id, relations, findings, coverage, "1")
        assert getattr(changes, expected) == {one.fingerprint for one in findings}
    with database.reading() as session:
        assert load_coverage(session, DOCUMENT.id) == coverage


def test_decisions_lead_to_states_and_outlive_runs(database: Database) -> None:
    checked(database, "a", "b")
    with database.writing() as session:
        record_decision(session, "a", Choice.CONFIRM, "张三")
        record_decision(session, "a", Choice.COMMENT, "李四", "已电话核实")
        record_decision(session, "a", Choice.DISMISS, "李四", "附件另有说明")
    checked(database, "b")
    assert [row.state for row in listed(database, FindingFilter(states=tuple(State)))] == [State.GONE, State.OPEN]
    checked(database, "a", "b")
    assert {row.fingerprint: row.state for row in listed(database)} == {"a": State.DISMISSED, "b": State.OPEN}
    with database.reading() as session:
        number = listed(database)[0].id
        seen = load_finding(session, number)
        assert [(event.choice, event.who, event.reason) for event in seen.decisions] == [
            (Choice.CONFIRM, "张三", ""),
            (Choice.COMMENT, "李四", "已电话核实"),
            (Choice.DISMISS, "李四", "附件另有说明"),
        ]


def test_a_decision_holds_for_the_same_finding_of_another_copy(database: Database) -> None:
    checked(database, "a")
    with database.writing() as session:
        record_decision(session, "a", Choice.CONFIRM, "张三")
        save_document(session, document(1))
        save_check(session, document(1).id, (), [finding("a")], (), "1")
    assert [row.state for row in listed(database)] == [State.CONFIRMED, State.CONFIRMED]


def test_states_kept_with_findings_are_those_that_follow_from_the_decisions(database: Database) -> None:
    """The column `state` is only a copy: decisions in any order leave it equal to what `state_of` derives from the events."""
    names = [f"f{n}" for n in range(6)]
    checked(database, *names)
    dice = random.Random(11)
    for _ in range(30):
        with database.writing() as session:
            record_decision(session, dice.choice(names), dice.choice(list(Choice)), "张三", "理由")
    with database.reading() as session:
        derived = states_of(session, names)
        assert derived == {name: state_of(event.choice for event in decisions_on(session, name)) for name in names}
    assert {row.fingerprint: row.state for row in listed(database)} == derived


def test_decisions_that_cannot_stand_are_refused(database: Database) -> None:
    checked(database, "a")
    with database.writing() as session:
        with pytest.raises(ReasonNeededError):
            record_decision(session, "a", Choice.DISMISS, "张三", "  ")
        with pytest.raises(UnknownRecordError):
            record_decision(session, "nothing", Choice.CONFIRM, "张三")
        first = record_decision(session, "a", Choice.CONFIRM, "张三", after=0)
        with pytest.raises(OvertakenError):
            record_decision(session, "a", Choice.REOPEN, "李四", after=0)
        assert record_decision(session, "a", Choice.REOPEN, "李四", after=first.id).id > first.id


def many(database: Database) -> list[Finding]:
    """Findings of three documents with every severity, some decided."""
    dice = random.Random(3)
    made = []
    for number in range(3):
        org, year = (("某县教育局", 2023), ("某县教育局", 2022), ("某县水利局", 2023))[number]
        with database.writing() as session:
            save_document(session, document(number, org, year))
            some = [
                finding(
                    f"{number}-{n}",
                    dice.choice(["N001", "N002", "T001"]),
                    dice.choice(list(Severity)),
                    f"第{n}处金额不符（{org}）",
                )
                for n in range(17)
            ]
            save_check(session, document(number).id, (), some, (), "1")
            made += some
    with database.writing() as session:
        for one in dice.sample(made, 20):
            record_decision(session, one.fingerprint, dice.choice([Choice.CONFIRM, Choice.EXPLAIN]), "张三", "理由")
    return made


@pytest.mark.parametrize("limit", [1, 7, 50, 51, 1000])
def test_slices_show_every_finding_once_in_order(database: Database, limit: int) -> None:
    made = many(database)
    rows = listed(database, limit=limit)
    assert len(rows) == len({row.id for row in rows}) == len(made)
    order = [(list(Severity).index(row.severity), row.id) for row in rows]
    assert order == sorted(order)


def test_findings_that_come_while_one_reads_move_nothing(database: Database) -> None:
    many(database)
    before = [row.id for row in listed(database)]
    with database.reading() as session:
        first = list_findings(session, FindingFilter(), limit=20)
    with database.writing() as session:
        save_document(session, document(9, "某县财政局"))
        save_check(session, document(9).id, (), [finding(f"9-{n}") for n in range(10)], (), "1")
        record_decision(session, first.items[3].fingerprint, Choice.CONFIRM, "张三")
    rest, cursor = [], first.next
    with database.reading() as session:
        while cursor:
            part = list_findings(session, FindingFilter(), cursor, 20)
            rest += [row.id for row in part.items]
            cursor = part.next
    seen = [row.id for row in first.items] + rest
    assert len(seen) == len(set(seen))
    assert [number for number in seen if number in set(before)] == before


def test_filters_and_counts_agree_with_a_plain_count(database: Database) -> None:
    many(database)
    rows = listed(database)
    filters = {
        "severity": (FindingFilter(severities=(Severity.ERROR, Severity.INFO)), lambda r: r.severity is not Severity.WARNING),
        "rule": (FindingFilter(rules=("N001", "T001")), lambda r: r.rule != "N002"),
        "state": (FindingFilter(states=(State.CONFIRMED,)), lambda r: r.state is State.CONFIRMED),
        "organisation": (FindingFilter(organisation="某县水利局"), lambda r: r.organisation == "某县水利局"),
        "year": (
            FindingFilter(fiscal_year=2022, severities=(Severity.ERROR,)),
            lambda r: (r.fiscal_year, r.severity) == (2022, "error"),
        ),
        "verdict": (FindingFilter(verdicts=(Verdict.SUSPECT_OCR,), severities=(Severity.ERROR,)), lambda r: False),
        "subject": (FindingFilter(subject=document(2).id), lambda r: r.subject == document(2).id),
        "words": (FindingFilter(text="1处金额"), lambda r: "1处金额" in r.message.zh),
        "english": (FindingFilter(text="english: 0-1"), lambda r: "English: 0-1" in r.message.en),
        "letter": (FindingFilter(text="利"), lambda r: "利" in r.message.zh),
        "wildcard": (FindingFilter(text="第%处"), lambda r: False),
    }
    for name, (wanted, fits) in filters.items():
        assert listed(database, wanted, 5) == [row for row in rows if fits(row)], name
        with database.reading() as session:
            counts = dict(count_findings(session, wanted, By.RULE))
            assert counts == {
                rule: n for rule in ("N001", "N002", "T001") if (n := sum(fits(r) and r.rule == rule for r in rows))
            }
    with database.reading() as session:
        by_severity = dict(count_findings(session, FindingFilter(), By.SEVERITY))
        assert by_severity == {severity: sum(r.severity is severity for r in rows) for severity in Severity}
        assert count_findings(session, FindingFilter(), By.VERDICT) == ((Verdict.DISCREPANCY, len(rows)),)
        by_year = count_findings(session, FindingFilter(), By.YEAR)
        assert by_year == ((2023, 34), (2022, 17))


def test_findings_follow_a_corrected_organisation_and_its_dossier(database: Database) -> None:
    many(database)
    with database.writing() as session:
        correct_document(session, document(2).id, org="某县教育局")
        dossier = find_dossier(session, "某县教育局", 2023)
        assert dossier is not None
        save_check(session, dossier.subject, (), [finding("across")], (), "1")
    rows = listed(database, FindingFilter(dossier=dossier.id))
    assert {row.subject for row in rows} == {document(0).id, document(2).id, dossier.subject}
    assert next(row for row in rows if row.fingerprint == "across").document == ""
    assert len(listed(database, FindingFilter(organisation="某县教育局"))) == 17 * 3 + 1


def test_a_finding_that_is_worded_anew_is_found_by_its_new_words_only(database: Database) -> None:
    one = finding("a", words="增长率与数据不符")
    with database.writing() as session:
        save_check(session, DOCUMENT.id, (), [one], (), "1")
        save_check(session, DOCUMENT.id, (), [replace(one, message=Text("占比无法核验", "share"))], (), "2")
    assert len(listed(database, FindingFilter(text="占比无法"))) == 1
    assert listed(database, FindingFilter(text="增长率")) == []
    assert listed(database, FindingFilter(text="share"))


def test_a_made_up_cursor_is_refused(database: Database) -> None:
    with database.reading() as session:
        for cursor in ("?", "WyJhIl0", "WzEsICJhIl0"):
            with pytest.raises(BadCursorError):
                list_findings(session, FindingFilter(), cursor)


def test_an_unknown_subject_is_refused(database: Database) -> None:
    with database.writing() as session, pytest.raises(UnknownRecordError):
        save_check(session, "nobody", (), (), (), "1")


@pytest.mark.parametrize("near", [3, 2000])
def test_a_group_of_rules_is_listed_as_its_rules_are(database: Database, monkeypatch: pytest.MonkeyPatch, near: int) -> None:
    """Found together at the head of the list, or, where that is too short to tell, rule by rule."""
    monkeypatch.setattr("store.findings.NEAR", near)
    dice, rules = random.Random(5), [f"{letter}{n:03}" for letter in "TN" for n in range(10)]
    made = [finding(f"{n:03}", dice.choice(rules), dice.choice([*Severity])) for n in range(80)]
    with database.writing() as session:
        save_check(session, DOCUMENT.id, (), made, (), "1")
    group = tuple(rule for rule in rules if rule.startswith("T"))
    wanted = [row.fingerprint for row in listed(database) if row.rule in group]
    assert [row.fingerprint for row in listed(database, FindingFilter(rules=group), 7)] == wanted
    assert len(wanted) > 20
