"""Each room's class: the dry run counts what a decision takes, and nothing else goes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Matter, Reception
from citizens.receptions.retained import DESTROYED
from directives.assignments.actions import assign
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, ProgressEntry
from directives.registry.actions import discard, enter, enter_scan, keep_page, read_scan
from directives.registry.kinds import DutyState, Status
from directives.registry.models import Directive, Duty, Scan, ScanPage, TextVersion
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.files.actions import keep_bytes
from portal.files.models import Attachment
from portal.files.rules import FileKind
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job, JobState
from portal.retention.actions import approve, propose
from portal.retention.classes import CLASSES, NUMBERS
from portal.retention.figures import due
from portal.retention.models import DestructionDecision
from portal.units.models import AdministrativeUnit

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
LONG_AGO, UP_TO, ON = datetime(2026, 3, 10, 3, tzinfo=UTC), date(2026, 6, 30), date(2027, 11, 23)


@pytest.fixture
def a_year(settings: Settings, tmp_path: Path) -> None:
    """Every class is kept for a year, by an office's own file."""
    own = tmp_path / "periods.toml"
    one = '[[period]]\nclass = "{}"\nfrom = 2014-07-01\nmonths = 12\nsource = "Quy chế"\n'
    own.write_text("".join(one.format(name) for name in CLASSES))
    settings.RETENTION_PERIODS, settings.MEDIA_ROOT = str(own), tmp_path / "files"


@pytest.fixture
def work(scopes: ScopeOf) -> Assignment:
    """A duty of a directive of the province, given to phường Lục Nam."""
    directive = final(enter(text="KẾ HOẠCH\nVề a", entry_key="w", by=scopes("sonoivu")), scopes)
    duty = Duty.objects.create(directive=directive, text="Báo cáo.", state=DutyState.ACCEPTED)
    luc_nam = organisation_at(person("canbo.lucnam").seat)
    assign(
        duty=duty, organisations=[luc_nam], due_on=date(2026, 11, 29), period="Năm 2026",
        by=scopes("sonoivu"), on=date(2026, 11, 2),
    )  # fmt: skip
    return Assignment.objects.get(duty=duty)


def final(draft: Directive, scopes: ScopeOf) -> Directive:
    Directive.objects.filter(pk=draft.pk).update(
        status=Status.FINAL, issued_on=UP_TO, number_key=f"{draft.pk}kh", kind="KH",
        issuer_key="ubnd", series="2026", subject="x", province=scopes("sonoivu").unit_id,
    )  # fmt: skip
    return draft


def counted(kind: str, by: Scope) -> int:
    return next(one.rows for one in due(by.unit_id, on=ON) if one.name == kind)


def destroy(kind: str, scopes: ScopeOf) -> DestructionDecision:
    decision = propose(
        kind=kind, up_to=UP_TO, number="12/QĐ-SNV", decided_on=date(2027, 11, 1),
        decided_by="Giám đốc Sở Nội vụ", by=scopes("quantri"), on=ON,
    )  # fmt: skip
    job = approve(decision=decision, by=scopes("sonoivu"), on=ON)
    taken = take(job.pk, worker="w")
    assert taken is not None
    carry_out(taken)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    call_command("verify_audit", stdout=StringIO())
    decision.refresh_from_db()
    return decision


def aged(row: models.Model, column: str) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{column: LONG_AGO})


def kept_file(by: Scope) -> Attachment:
    kept = keep_bytes(
        b"%PDF-1.7\n", name="a.pdf", kind=FileKind.PDF, organisation_id=by.organisation_id
    )
    aged(kept, "uploaded_at")
    return kept


def visit(by: Scope, outcome: Outcome, matter: Matter | None = None) -> Matter:
    reception = log_reception(
        key=uuid4(), visit=VisitEntry(date(2026, 3, 10), "Nguyễn Thị Thủy"),
        people=[PersonEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm")],
        case=CaseEntry(MatterKind.PETITION, outcome, "Bồi thường", matter=matter), by=by,
        on=date(2026, 11, 22),
    )  # fmt: skip
    return Matter.objects.get(handlings__reception=reception)


def test_every_class_says_how_long_it_is_kept_and_by_what(scopes: ScopeOf) -> None:
    for one in due(scopes("quantri").unit_id, on=ON):
        assert one.period is not None, one.name
        assert one.period.source
        unknown = one.period.months is None and not one.period.for_ever
        assert unknown is ("chưa xác định" in one.period.source), one.name


@pytest.mark.usefixtures("a_year")
def test_a_settled_matter_loses_its_words_and_an_open_one_keeps_them(scopes: ScopeOf) -> None:
    settled = visit(scopes("canbo.lucnam"), Outcome.EXPLAINED)
    owed = visit(scopes("canbo.lucnam"), Outcome.ACCEPTED)
    elsewhere = visit(scopes("canbo.trian"), Outcome.EXPLAINED)
    assert counted("matters", scopes("quantri")) == 1
    assert destroy("matters", scopes).destroyed == 1
    assert counted("matters", scopes("quantri")) == 0
    for matter, says in ((settled, DESTROYED), (owed, "Bồi thường"), (elsewhere, "Bồi thường")):
        matter.refresh_from_db()
        assert matter.summary == says
    assert settled.handlings.count() == 1


@pytest.mark.usefixtures("a_year")
def test_a_matter_brought_again_later_waits(scopes: ScopeOf) -> None:
    matter = visit(scopes("canbo.lucnam"), Outcome.EXPLAINED)
    visit(scopes("canbo.lucnam"), Outcome.EXPLAINED, matter)
    again = matter.handlings.latest("pk").reception_id
    Reception.objects.filter(pk=again).update(received_on=date(2026, 11, 24))
    assert counted("matters", scopes("quantri")) == 0


@pytest.mark.usefixtures("a_year")
def test_drafts_go_with_their_text_and_a_directive_stays(scopes: ScopeOf) -> None:
    by = scopes("sonoivu")
    kept_open, thrown_away, directive, young = (
        enter(text=f"KẾ HOẠCH\nVề việc {name}", entry_key=name, by=by) for name in "abcd"
    )
    discard(directive=thrown_away, by=by)
    for one in (kept_open, thrown_away, directive):
        aged(one, "made_at")
    final(directive, scopes)
    assert counted("drafts", by) == 2
    assert destroy("drafts", scopes).destroyed == 2
    left = Directive.objects.filter(pk__in=[kept_open.pk, thrown_away.pk, directive.pk, young.pk])
    assert set(left.values_list("pk", flat=True)) == {directive.pk, young.pk}
    assert not TextVersion.objects.filter(directive__in=[kept_open.pk, thrown_away.pk]).exists()


@pytest.mark.usefixtures("a_year")
def test_a_scan_that_was_given_up_goes_with_its_pages_and_one_under_way_stays(
    scopes: ScopeOf,
) -> None:
    given_up, under_way, drafted, young, elsewhere = (
        a_scan(name, scopes(who))
        for name, who in zip("abcde", ["sonoivu"] * 4 + ["canbo.trian"], strict=True)
    )
    keep_page(scan=given_up, number=1, text="chữ", unsure=[])
    assert under_way.job is not None
    Job.objects.exclude(pk=under_way.job.pk).update(state=JobState.CANCELLED)
    keep_page(scan=drafted, number=1, text="KẾ HOẠCH", unsure=[])
    enter_scan(scan=drafted, by=scopes("sonoivu"))
    for one in (given_up, under_way, drafted, elsewhere):
        aged(one, "made_at")
    assert counted("scans", scopes("sonoivu")) == 1
    assert destroy("scans", scopes).destroyed == 1
    left = set(Scan.objects.values_list("pk", flat=True))
    assert left == {under_way.pk, drafted.pk, young.pk, elsewhere.pk}
    assert not ScanPage.objects.filter(scan=given_up.pk).exists()


def a_scan(name: str, by: Scope) -> Scan:
    kept = keep_bytes(
        b"%PDF-" + name.encode(), name=f"{name}.pdf", kind=FileKind.PDF,
        organisation_id=by.organisation_id,
    )  # fmt: skip
    return read_scan(source=kept, pages=1, entry_key=name, by=by)


def test_the_text_of_a_directive_neither_changes_nor_goes(scopes: ScopeOf) -> None:
    draft = enter(text="KẾ HOẠCH\nVề việc a", entry_key="a", by=scopes("sonoivu"))
    texts = TextVersion.objects.filter(directive=draft)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        texts.update(text="khác")
    final(draft, scopes)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        texts.delete()


@pytest.mark.usefixtures("a_year")
def test_evidence_loses_its_content_and_the_timeline_still_names_it(
    work: Assignment, scopes: ScopeOf, client_of: ClientOf, settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    proof, unused = kept_file(scopes("canbo.lucnam")), kept_file(scopes("canbo.lucnam"))
    said = ProgressEntry.objects.create(assignment=work, kind=EntryKind.PROGRESS, by_name="A")
    said.evidence.add(proof)
    assert counted("evidence", scopes("quantri")) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy("evidence", scopes).destroyed == 1
    assert counted("evidence", scopes("quantri")) == 0
    page = client_of("canbo.lucnam").get(work.get_absolute_url()).content.decode()
    assert "đã hủy theo quyết định ngày" in page
    address = reverse("assignments:evidence", args=[work.pk, proof.pk])
    assert client_of("canbo.lucnam").get(address).status_code == 410
    on_disk = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert on_disk == [Path(unused.file.path)]


@pytest.mark.usefixtures("a_year")
def test_the_original_of_a_directive_goes_and_its_text_stays(scopes: ScopeOf) -> None:
    original = kept_file(scopes("sonoivu"))
    draft = enter(text="KẾ HOẠCH\nVề a", entry_key="a", by=scopes("sonoivu"), source=original)
    assert counted("directive_files", scopes("quantri")) == 1
    assert destroy("directive_files", scopes).destroyed == 1
    original.refresh_from_db()
    assert original.destroyed_at is not None
    assert (original.file.name, original.size) == ("", len(b"%PDF-1.7\n"))
    assert draft.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(CLASSES))
def test_the_overview_counts_what_a_decision_would_destroy(name: str) -> None:
    for unit in AdministrativeUnit.objects.provinces().on(date(2026, 3, 1))[:3]:
        for up_to in (date(2026, 1, 31), date(2030, 12, 5)):
            assert NUMBERS[name](up_to, unit.pk) == CLASSES[name].rows(up_to, unit.pk).count()
