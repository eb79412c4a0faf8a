"""Each bad input of the rollout: one clear sentence, and nothing that was typed is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.assignments.resources import code_of
from directives.registry.models import Directive, Duty
from portal.access import Scope
from portal.units.models import Organisation

from .conftest import filled

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00"


def give(client: Client, duty: Duty, **typed: Any) -> Any:
    address = reverse("assignments:assign", args=[duty.pk])
    return client.post(address, {"due_on": "29/11/2027", "period": "Đợt 2"} | typed)


def report(client: Client, work: Assignment, name: str = "progress", **typed: Any) -> Any:
    form = {"version": work.version, "key": "k", "percent": "40", "note": "Đã họp hai thôn"}
    return client.post(reverse(f"assignments:{name}", args=[work.pk]), form | typed)


def test_a_due_date_before_the_directive(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    Directive.objects.update(issued_on=date(2027, 3, 2))
    sent = give(
        client_of("sonoivu"), duty, organisations=[luc_nam.pk], due_on="1/3/2027",
        rolling="forward", rolling_basis="Điều 148 Bộ luật Dân sự",
    )  # fmt: skip
    assert sent.status_code == 422
    (sentence,) = sent.context["form"].errors["due_on"]
    assert sentence == "Hạn 01/03/2027 trước ngày ban hành văn bản (02/03/2027)."
    page = sent.content.decode()
    assert all(typed in page for typed in ("1/3/2027", "Đợt 2", "Điều 148 Bộ luật Dân sự"))
    chosen = [row["organisation"] for row in sent.context["rows"] if row["checked"]]
    assert chosen == [luc_nam]
    assert not Assignment.objects.exists()


def test_a_unit_closed_on_that_day_among_others(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    ended = Organisation.objects.peoples_committees().get(name="UBND huyện Lục Nam")
    sent = give(client_of("sonoivu"), duty, organisations=[luc_nam.pk, ended.pk])
    assert sent.status_code == 422
    (sentence,) = sent.context["form"].errors["organisations"]
    assert sentence.startswith("UBND huyện Lục Nam đã kết thúc ngày 30/6/2025")
    assert sentence.endswith("Hãy bỏ chọn đơn vị này.")
    chosen = [row["organisation"] for row in sent.context["rows"] if row["checked"]]
    assert chosen == [luc_nam]
    assert "Đợt 2" in sent.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("name", ["progress", "submit"])
def test_a_percent_that_goes_backwards_asks_why(
    work: Assignment, client_of: ClientOf, name: str
) -> None:
    client = client_of("canbo.lucnam")
    report(client, work, percent="70")
    work.refresh_from_db()
    sent = report(client, work, name, key="k2", percent="40", note="")
    assert sent.status_code == 422
    (sentence,) = sent.context["work_form"].errors["note"]
    assert "Hãy ghi" in sentence if name == "submit" else "giảm từ 70% xuống 40%" in sentence
    assert sent.context["work_form"]["percent"].value() == "40"
    work.refresh_from_db()
    assert work.percent == 70
    assert report(client, work, key="k2", percent="40", note="Đếm nhầm").status_code == 302


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bien-ban.exe", "Không nhận tệp “.exe”"),
        ("bien-ban.pdf.exe", "Không nhận tệp “.exe”"),
        ("bien-ban.bat", "Không nhận tệp “.bat”"),
        ("bien-ban.pdf", "không phải là PDF"),
        ("bien-ban.docx", "không phải là Word"),
        ("bien-ban.jpg", "không phải là ảnh JPEG"),
    ],
)
def test_evidence_that_is_a_program(
    work: Assignment, client_of: ClientOf, name: str, sentence: str
) -> None:
    proofs = [
        SimpleUploadedFile("anh-hop-thon.pdf", b"%PDF-1.7 hop thon"),
        SimpleUploadedFile(name, PROGRAM),
    ]
    sent = report(client_of("canbo.lucnam"), work, evidence=proofs)
    assert sent.status_code == 422
    said = " ".join(sent.context["work_form"].errors["evidence"])
    assert sentence in said
    assert "Đã họp hai thôn" in sent.content.decode()
    assert not work.entries.exists()


def test_files_of_a_report_that_is_refused_are_named_to_be_chosen_again(
    work: Assignment, client_of: ClientOf
) -> None:
    """A browser fills no file box anew: what it cannot bring back, the page names."""
    proofs = [SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7 x") for name in ("anh-1", "anh-2")]
    sent = report(client_of("canbo.lucnam"), work, percent="140", evidence=proofs)
    assert sent.status_code == 422
    (sentence,) = sent.context["work_form"].errors["evidence"]
    assert sentence == "Hãy chọn lại anh-1.pdf, anh-2.pdf: trình duyệt không giữ tệp đã chọn."


@pytest.mark.parametrize("percent", ["abc", "30,5", "140", "-1"])
def test_a_progress_that_is_none_is_told_its_bounds(
    work: Assignment, client_of: ClientOf, percent: str
) -> None:
    sent = report(client_of("canbo.lucnam"), work, percent=percent)
    assert sent.context["work_form"].errors["percent"] == ["Từ 0 đến 100."]


def test_the_one_file_that_was_refused_is_not_asked_for_again(
    work: Assignment, client_of: ClientOf
) -> None:
    proof = [SimpleUploadedFile("anh.pdf", PROGRAM)]
    sent = report(client_of("canbo.lucnam"), work, evidence=proof)
    assert "Hãy chọn lại" not in " ".join(sent.context["work_form"].errors["evidence"])


def test_a_sheet_of_another_month_names_the_month_of_each_line(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, scopes: ScopeOf
) -> None:
    for month in (10, 11):
        actions.assign(
            duty=duty, organisations=[luc_nam], due_on=date(2026, month, 28),
            period=f"Tháng {month}/2026", by=scopes("sonoivu"), on=date(2026, month, 2),
        )  # fmt: skip
    october, november = Assignment.objects.order_by("due_on")
    rows = [(code_of(one.pk), one.version, 60, "Đã làm") for one in (october, november)]
    actions.submit(
        assignment=october, version=october.version, note="Xong", evidence=(), key="b",
        by=scopes("canbo.lucnam"), on=date(2026, 10, 20),
    )  # fmt: skip
    client = client_of("canbo.lucnam")
    shown = client.post(reverse("assignments:fill_in"), {"sheet": filled(*rows)})
    old, new = shown.context["lines"]
    assert old.problems[0].endswith("(Dòng này thuộc kỳ Tháng 10/2026.)")
    assert (old.typed_percent, old.typed_note) == (60, "Đã làm")
    page = shown.content.decode()
    assert "Đã làm" in page
    assert "Tháng 11/2026" in page
    assert new.is_new
