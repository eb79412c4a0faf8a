"""Nothing is destroyed but by an approved decision, and then only what it says."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import IdentityKind, MatterKind, Outcome
from citizens.receptions.models import Reception, Visitor
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import today as this_day
from portal.files.actions import keep_bytes
from portal.files.models import Attachment
from portal.files.rules import FileKind
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job, JobState
from portal.retention import tasks
from portal.retention.actions import approve, destroy_some, propose
from portal.retention.models import DestructionDecision

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
VISITED, UP_TO, ON = date(2026, 3, 10), date(2026, 6, 30), date(2027, 11, 23)


@pytest.fixture(autouse=True)
def periods(settings: Settings, tmp_path: Path) -> Path:
    """One year for the reception book and for files, in an office's own file."""
    own = tmp_path / "periods.toml"
    one = '[[period]]\nclass = "{}"\nfrom = 2014-07-01\nmonths = 12\nsource = "Quy chế"\n'
    own.write_text("".join(one.format(name) for name in ("receptions", "unused_files")))
    settings.RETENTION_PERIODS, settings.MEDIA_ROOT = str(own), tmp_path / "files"
    return own


def log(by: Scope, on: date = VISITED) -> Reception:
    return log_reception(
        key=uuid4(), visit=VisitEntry(on, "Nguyễn Thị Thủy"),
        people=[PersonEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm", "024090001234", IdentityKind.CITIZEN)],
        case=CaseEntry(MatterKind.COMPLAINT, Outcome.ACCEPTED, "Bồi thường"), by=by,
        on=date(2026, 11, 22),
    )  # fmt: skip


def decided(by: Scope, kind: str = "receptions") -> DestructionDecision:
    return propose(
        kind=kind, up_to=UP_TO, number="12/QĐ-SNV", decided_on=date(2027, 11, 1),
        decided_by="Giám đốc Sở Nội vụ", by=by, on=ON,
    )  # fmt: skip


def run(job: Job) -> Job:
    taken = take(job.pk, worker="w")
    assert taken is not None
    carry_out(taken)
    job.refresh_from_db()
    return job


def test_an_unknown_period_lets_nothing_be_proposed(scopes: ScopeOf, settings: Settings) -> None:
    settings.RETENTION_PERIODS = ""
    with pytest.raises(ValidationError, match="chưa xác định"):
        decided(scopes("quantri"))


def test_a_proposal_alone_destroys_nothing(scopes: ScopeOf) -> None:
    log(scopes("canbo.lucnam"))
    decided(scopes("quantri"))
    assert Visitor.objects.count() == 1
    assert not Job.objects.filter(kind="retention_destroy").exists()


def test_nobody_approves_their_own_proposal(scopes: ScopeOf) -> None:
    decision = decided(scopes("quantri"))
    with pytest.raises(ValidationError, match="phải khác"):
        approve(decision=decision, by=scopes("quantri"), on=ON)
    rows = DestructionDecision.objects.filter(pk=decision.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", approved_by_id=decision.proposed_by_id)


def test_an_approved_decision_takes_who_came_and_leaves_the_number_and_the_chain(
    scopes: ScopeOf,
) -> None:
    old, young = log(scopes("canbo.lucnam")), log(scopes("canbo.lucnam"), date(2026, 7, 1))
    elsewhere = log(scopes("canbo.trian"))
    decision = decided(scopes("quantri"))
    assert run(approve(decision=decision, by=scopes("sonoivu"), on=ON)).state == JobState.DONE
    assert not old.visitors.exists()
    assert Reception.objects.filter(pk=old.pk).exists()
    assert young.visitors.exists()
    assert elsewhere.visitors.exists()  # another province's
    decision.refresh_from_db()
    assert decision.destroyed == 1
    acts = Entry.objects.about(decision).order_by("id").values_list("act", flat=True)
    assert list(acts) == ["retention.propose", "retention.approve", "retention.destroy"]
    call_command("verify_audit", stdout=StringIO())


def test_a_killed_job_goes_on_with_what_is_left(
    scopes: ScopeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        log(scopes("canbo.lucnam"))
    monkeypatch.setattr(tasks, "PORTION", 1)
    batches: list[int] = []

    def die_at_the_second(**asked: object) -> int:
        batches.append(1)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return destroy_some(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "destroy_some", die_at_the_second)
    decision = decided(scopes("quantri"))
    job = approve(decision=decision, by=scopes("sonoivu"), on=ON)
    with pytest.raises(KeyboardInterrupt):
        run(job)
    assert Visitor.objects.count() == 2
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00:00Z")
    assert run(job).state == JobState.DONE
    assert Visitor.objects.count() == 0
    assert Entry.objects.filter(act="retention.destroy").count() == 3


def test_files_of_nobody_leave_the_disk_too(
    scopes: ScopeOf,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    settings: Settings,
) -> None:
    kept = keep_bytes(
        b"%PDF-1.7\n", name="a.pdf", kind=FileKind.PDF,
        organisation_id=scopes("canbo.lucnam").organisation_id,
    )  # fmt: skip
    Attachment.objects.filter(pk=kept.pk).update(uploaded_at=timezone.now() - timedelta(days=3650))
    decision = decided(scopes("quantri"), "unused_files")
    job = approve(decision=decision, by=scopes("sonoivu"), on=ON)
    with django_capture_on_commit_callbacks(execute=True):
        run(job)
    assert not Attachment.objects.filter(pk=kept.pk).exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_the_dry_run_says_how_many_and_why_and_changes_nothing(
    scopes: ScopeOf, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(scopes("canbo.lucnam"))
    monkeypatch.setattr("portal.retention.views.today", lambda: ON)
    page = client_of("quantri").get(reverse("retention:overview"))
    (book,) = (one for one in page.context["due"] if one.name == "receptions")
    assert book.rows == 1
    assert "Quy chế" in page.content.decode()
    out = StringIO()
    call_command("retention_due", "24", stdout=out)
    assert "Người được tiếp trong sổ tiếp công dân" in out.getvalue()
    assert Visitor.objects.count() == 1


def test_a_decision_is_typed_and_approved_on_pages(scopes: ScopeOf, client_of: ClientOf) -> None:
    sent = {
        "kind": "receptions", "up_to": "01/01/2020", "number": "12/QĐ-SNV",
        "decided_on": f"{this_day():%d/%m/%Y}", "decided_by": "Giám đốc",
    }  # fmt: skip
    refused = client_of("quantri").post(
        reverse("retention:propose"), sent | {"up_to": "01/01/2090"}
    )
    assert refused.status_code == 422
    assert client_of("quantri").post(reverse("retention:propose"), sent).status_code == 302
    decision = DestructionDecision.objects.get()
    client_of("sonoivu").post(reverse("retention:approve", args=[decision.pk]))
    decision.refresh_from_db()
    assert decision.state == "approved"
