"""The invented country, a thousandth of it: its numbers, its constraints, its pages."""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from pytest_django import DjangoDbBlocker

from citizens.receptions.models import (
    Handling,
    Matter,
    Reception,
    ReceptionDay,
    ReceptionSeries,
    Visitor,
)
from citizens.receptions.rules import representatives_problem
from citizens.returns.books import READING
from citizens.returns.models import BookMark, KeptFigures
from citizens.submissions.actions.terms import keep_terms_of_paper
from citizens.submissions.kinds import Source
from citizens.submissions.models import LegalTerm, Settlement, Submission, SubmissionSeries
from citizens.surveys.models import Ballot, BallotBatch, BatchState, Tally
from citizens.surveys.rules.ballots import read_ballot, tally, unpack
from directives.assignments.models import Assignment, ProgressEntry
from directives.registry.models import CrossReference, Directive
from portal.access import Role
from portal.accounts.models import Posting, User
from portal.audit.actions import record
from portal.audit.models import Chain, Entry, Values
from portal.audit.rules import first_break
from portal.calendar.clock import today
from portal.calendar.models import DayOff
from portal.calendar.rules import is_working_day
from portal.reports.models import Report
from portal.scale import Sizes, seats, seed, why_refused
from portal.scale.country import SINCE, Worker, survey
from portal.scale.dice import dice_for
from portal.scale.receptions import Books
from portal.units.models import Area, AreaMember, Organisation, UnitReach

SIZES = Sizes().part(0.001)

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY là của PostgreSQL")


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The country for all tests of this file. The cast steps aside and comes back by rollback."""
    with django_db_blocker.unblock(), transaction.atomic():
        for model in (Posting, User, AreaMember):
            model._default_manager.all().delete()
        UnitReach.objects.filter(holder_area__isnull=False).delete()
        Area.objects.all().delete()
        assert why_refused() is None
        seed(sizes=SIZES, seed=7, on=today(), out=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_database_that_holds_anything_else_is_refused() -> None:
    reason = why_refused()
    wanted = "dữ liệu khác" if connection.vendor == "postgresql" else "PostgreSQL"
    assert reason is not None
    assert wanted in reason
    with pytest.raises(CommandError, match=wanted):
        call_command("seed_scale", scale=0.001)


@pytest.mark.django_db
def test_a_scale_of_nothing_is_refused() -> None:
    with pytest.raises(CommandError, match="lớn hơn 0"):
        call_command("seed_scale", scale=0)


@on_postgres
def test_the_country_holds_what_was_asked_for(country: None, db: None) -> None:
    assert Reception.objects.count() == SIZES.receptions
    assert Ballot.objects.count() == SIZES.ballots
    assert Directive.objects.count() == SIZES.directives
    assert CrossReference.objects.count() == SIZES.references
    assert Assignment.objects.count() == SIZES.assignments
    assert Posting.objects.filter(role=Role.COMMUNE_LEADER).count() == 3321
    assert ProgressEntry.objects.exists()
    assert Report.objects.filter(digest__gt="").exists()


@on_postgres
def test_every_row_obeys_its_model(country: None, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for model in (Reception, Visitor, Matter, Handling, ReceptionDay, BallotBatch, Ballot,
                  Directive, CrossReference, Assignment, Submission, Settlement, LegalTerm):  # fmt: skip
        for row in model._default_manager.order_by("?")[:20]:
            row.full_clean(validate_unique=False)


@on_postgres
def test_books_are_numbered_without_a_gap(country: None, db: None) -> None:
    for series in ReceptionSeries.objects.all():
        numbers = series.receptions.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, series.last_number + 1))


@on_postgres
def test_petition_books_hold_papers_of_every_source_decided_late_and_open(
    country: None, db: None
) -> None:
    for series in SubmissionSeries.objects.all():
        rows = series.submissions.order_by("number")
        assert [one.number for one in rows] == list(range(1, series.last_number + 1))
        assert [one.received_on for one in rows] == sorted(one.received_on for one in rows)
    papers = Submission.objects.all()
    assert set(papers.values_list("source", flat=True)) == set(Source.values)
    assert not papers.filter(is_secret=True, petitioners__isnull=False).exists()
    assert not papers.filter(reception__isnull=False, petitioners__isnull=False).exists()
    assert papers.filter(outcome="").exists()
    terms = LegalTerm.objects.all()
    assert terms.filter(done_on__gt=F("due_on")).exists()
    assert terms.owed().exists()
    assert Settlement.objects.filter(end="").exists()
    assert Settlement.objects.exclude(verdict="").exists()


@on_postgres
def test_deadlines_of_papers_are_those_that_the_acts_would_have_kept(
    country: None, db: None
) -> None:
    term = LegalTerm.objects.filter(submission__isnull=False).for_deadlines().latest("pk")
    kept = (term.step, term.rule, term.starts_on, term.due_on, term.done_on)
    assert term.submission is not None
    keep_terms_of_paper(Submission.objects.select_related("matter").get(pk=term.submission.pk))
    term.refresh_from_db()
    assert kept == (term.step, term.rule, term.starts_on, term.due_on, term.done_on)


@on_postgres
def test_nobody_stands_in_a_secret_visit_and_groups_send_as_many_as_the_law_lets(
    country: None, db: None
) -> None:
    days_off = DayOff.objects.days_off_between(SINCE, today())
    for visit in Reception.objects.prefetch_related("visitors"):
        people = visit.visitors.all()
        assert bool(people) is not visit.is_secret
        assert representatives_problem(visit.head_count, len(people)) is None
        assert is_working_day(visit.received_on, days_off)


@on_postgres
def test_tallies_are_those_of_the_ballots(country: None, db: None) -> None:
    closed = BallotBatch.objects.filter(state=BatchState.CLOSED)
    assert closed.exists()
    for batch in closed.with_place():
        sheet = batch.campaign_unit.campaign.version.sheet
        assert len(sheet) == 20
        columns = batch.ballots.values_list("answers", flat=True)
        counts = tally(sheet, map(unpack, columns))
        kept = Tally.objects.filter(batch=batch).values_list(
            "question__code", "option__number", "count"
        )
        expected = {(code, None): one.answered for code, one in counts.items()} | {
            (code, number): times
            for code, one in counts.items()
            for number, times in one.by_option.items()
        }
        assert {(code, number): count for code, number, count in kept} == expected


@on_postgres
def test_ballots_are_what_the_entry_grid_would_have_kept(country: None, db: None) -> None:
    ballot = Ballot.objects.select_related("batch__campaign_unit__campaign__version").latest("pk")
    sheet = ballot.batch.campaign_unit.campaign.version.sheet
    typed = {
        item.code: str(answer) for item, answer in zip(sheet, unpack(ballot.answers), strict=True)
    }
    assert read_ballot(sheet, typed).errors == {}


@on_postgres
def test_citations_stand_where_the_text_says_them(country: None, db: None) -> None:
    later = CrossReference.objects.filter(target__issued_on__gt=F("source__issued_on"))
    assert not later.exists()
    for one in CrossReference.objects.select_related("source", "target")[:200]:
        assert one.number in one.source.text[one.start : one.end]
        if one.target is not None:
            assert one.target.number == one.number


@on_postgres
def test_every_act_stands_in_its_chain_and_the_chains_verify(country: None, db: None) -> None:
    call_command("verify_audit", stdout=StringIO())
    logged = Entry.objects.filter(act="reception.log")
    assert logged.count() == SIZES.receptions
    visit = Reception.objects.latest("pk")
    entry = Entry.objects.about(visit).get(act="reception.log")
    assert (entry.chain_id, entry.actor_id) == (visit.organisation_id, visit.official_id)
    assert (entry.says, entry.at) == (f"Ghi lượt tiếp số {visit}.", visit.recorded_at)
    assert Values.objects.filter(entry__act="directive.finish").count() == (
        Directive.objects.filter(status="final").count()
    )
    told = set(Entry.objects.values_list("act", flat=True))
    assert {"assignment.submit", "batch.close", "report.sign", "posting.create"} <= told


@on_postgres
def test_a_chain_that_was_seeded_goes_on_and_a_changed_entry_is_found(
    country: None, db: None
) -> None:
    office = Reception.objects.latest("pk").organisation
    record(act="trial", target=office, by=None, says="Thử", organisation_id=office.pk)
    call_command("verify_audit", organisation=office.pk, stdout=StringIO())
    chain = Chain.objects.get(pk=office.pk)
    links = [replace(one, metadata=dict(one.metadata)) for one in chain.entries.all().links()]
    assert first_break(links, head=chain.head) is None
    links[1].metadata["says"] = "khác"  # type: ignore[index]
    assert first_break(links, head=chain.head) == "Mục thứ 2 đã bị sửa."


@on_postgres
def test_the_tables_go_on_counting_after_the_copied_ids(country: None, db: None) -> None:
    office = Organisation.objects.peoples_committees().latest("pk")
    made = ReceptionSeries.objects.create(organisation=office, year=2031)
    assert made.pk > ReceptionSeries.objects.exclude(pk=made.pk).latest("pk").pk


def thrown(seed: int) -> list[tuple[object, ...]]:
    """The rows of one commune's books, without the sealed numbers: those never come twice."""
    whole = survey(seed=seed, on=today())
    commune = whole.communes[0]
    commune.leader, commune.officials = Worker(1, "A"), [Worker(2, "B"), Worker(3, "C")]
    books = Books(whole)
    books.keep(commune, 40, dice_for(seed, "receptions", commune.code))
    books.keep_papers(commune, 40, dice_for(seed, "papers", commune.code))
    rows = [row for stack in books.stacks for row in stack.rows]
    return [tuple(value for value in row if not isinstance(value, bytes)) for row in rows]


@pytest.mark.django_db
def test_the_same_seed_throws_the_same_rows() -> None:
    assert thrown(7) == thrown(7)
    assert thrown(7) != thrown(8)


@on_postgres
def test_every_role_has_a_seat_and_its_start_page_opens(country: None, db: None) -> None:
    found = seats()
    assert {seat.role for seat in found} == set(Role)
    for seat in found:
        client = Client()
        client.force_login(
            User.objects.get(username=seat.username), "django.contrib.auth.backends.ModelBackend"
        )
        assert client.get("/").status_code == 200


@on_postgres
def test_the_command_prints_the_logins(
    db: None, country: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.management.commands.seed_scale.why_refused", lambda: None)
    monkeypatch.setattr("portal.management.commands.seed_scale.fill", lambda **_: None)
    said = StringIO()
    call_command("seed_scale", scale=0.001, stdout=said)
    assert "sonoivu.79" in said.getvalue()
    assert "MiB" in said.getvalue()


@on_postgres
def test_what_the_books_say_is_counted_at_the_end(country: None) -> None:
    """As on a portal that runs: nothing waits to be counted, every commune has its figures."""
    assert not BookMark.objects.exists()
    on = {"starts_on__lte": today(), "ends_on__gte": today()}
    communes = Organisation.objects.on(today()).peoples_committees().of_communes()
    for code in READING:
        kept = KeptFigures.objects.of_form(code).filter(**on)
        assert set(communes.values_list("pk", flat=True)) <= set(
            kept.values_list("organisation", flat=True)
        )
