"""Writing, signing, freezing, the province's answer; nobody overwrites another."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from portal.access import Scope
from portal.audit.models import Entry
from portal.notices.models import Notice
from portal.reports import actions
from portal.reports.figures import digest, preview
from portal.reports.models import Report, ReportState
from portal.reports.paper import compose
from portal.reports.rules import Refusal
from tests.reports.conftest import CHAIRMAN, ON, WORDS, write

pytestmark = pytest.mark.django_db
Visit = Callable[..., None]


def frozen_value(report: Report, key: str) -> Any:
    assert report.frozen is not None
    rows = [row for figures in report.frozen["figures"].values() for row in figures]
    return next(row["value"] for row in rows if row["key"] == key)


def sign(report: Report, by: Scope, *, on: date = ON) -> Report:
    actions.sign(report=report, version=report.version, signed_as=CHAIRMAN, by=by, on=on)
    return report


def test_a_draft_keeps_its_words_and_its_typed_numbers(draft: Report, official: Scope) -> None:
    write(draft, official, tcd_1="42")
    kept = Report.objects.get(pk=draft.pk)
    assert kept.text_of("plan") == WORDS
    assert kept.typed == {"tcd_1": "42"}
    assert kept.number == "125"


def test_the_second_of_two_people_who_write_at_once_is_told(
    draft: Report, official: Scope, leader: Scope
) -> None:
    seen_by_leader = Report.objects.for_page().get(pk=draft.pk)
    write(draft, official)
    with pytest.raises(Refusal, match="Có người vừa sửa"):
        write(seen_by_leader, leader)


def test_what_was_signed_cannot_be_written_any_more(sent: Report, official: Scope) -> None:
    with pytest.raises(Refusal):
        write(sent, official)
    sent.refresh_from_db()
    assert sent.state == ReportState.SUBMITTED


def test_an_unwritten_section_stops_the_signature_and_is_named(
    draft: Report, leader: Scope
) -> None:
    with pytest.raises(Refusal) as refused:
        sign(draft, leader)
    assert "I. KHÁI QUÁT TÌNH HÌNH" in refused.value.sentence
    assert draft.state == ReportState.DRAFT


def test_an_unwritten_report_is_not_handed_to_the_leader(draft: Report, official: Scope) -> None:
    with pytest.raises(Refusal, match="Chưa viết"):
        actions.ask_to_sign(report=draft, version=draft.version, by=official)


def test_nothing_is_signed_before_the_period_has_ended(written: Report, leader: Scope) -> None:
    with pytest.raises(Refusal, match="chưa kết thúc"):
        sign(written, leader, on=date(2026, 11, 15))


def test_signing_freezes_words_figures_and_the_form(
    draft: Report, official: Scope, leader: Scope, visit: Visit
) -> None:
    visit()
    sent = sign(write(draft, official, tcd_1="2"), leader)
    assert sent.frozen is not None
    assert sent.frozen["narrative"]["plan"] == WORDS
    assert sent.frozen["form"]["version"] == sent.form.version
    assert sent.frozen["form"]["checksum"] == sent.form.checksum
    assert sent.frozen["masthead"]["issuer"] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG LỤC NAM"]
    assert (frozen_value(sent, "tcd_1"), frozen_value(sent, "tcd_2")) == (1, 3)


def test_the_digest_is_that_of_what_is_stored(sent: Report) -> None:
    stored = Report.objects.get(pk=sent.pk)
    assert stored.frozen is not None
    assert stored.digest == digest(stored.frozen)
    mixed = dict(reversed(list(json.loads(json.dumps(stored.frozen)).items())))
    assert digest(mixed) == stored.digest


@pytest.mark.parametrize("part", ["narrative", "figures", "form", "masthead", "signed_by"])
def test_any_change_of_what_was_signed_changes_the_digest(sent: Report, part: str) -> None:
    assert sent.frozen is not None
    assert digest({**sent.frozen, part: "khác"}) != sent.digest


def test_a_visit_logged_later_does_not_change_what_was_signed(sent: Report, visit: Visit) -> None:
    before = sent.digest
    visit()
    stored = Report.objects.get(pk=sent.pk)
    assert frozen_value(stored, "tcd_1") == 0
    assert stored.digest == before == digest(stored.frozen or {})


def test_a_unit_renamed_later_stays_as_it_was_signed(sent: Report) -> None:
    from portal.reports.files import paper_of

    sent.organisation.unit.name = "Tên Mới"
    sent.organisation.unit.save()
    stored = Report.objects.for_page().get(pk=sent.pk)
    assert stored.frozen is not None
    assert paper_of(stored, stored.frozen).issuer[-1] == "PHƯỜNG LỤC NAM"


def test_two_signatures_of_one_report_leave_one(written: Report, leader: Scope) -> None:
    again = Report.objects.for_page().get(pk=written.pk)
    sign(written, leader)
    with pytest.raises(Refusal):
        sign(again, leader)
    assert Entry.objects.filter(act="report.sign").count() == 1


def test_a_returned_report_opens_its_next_revision_with_the_same_words(
    sent: Report, province: Scope
) -> None:
    fresh = actions.give_back(
        report=sent, version=sent.version, answer="Bổ sung số liệu đối thoại.", by=province, on=ON
    )
    assert (fresh.revision, fresh.state, fresh.text_of("plan")) == (2, "draft", WORDS)
    assert fresh.answer == "Bổ sung số liệu đối thoại."
    assert (sent.state, sent.frozen is None) == (ReportState.RETURNED, False)


def test_a_report_is_not_returned_without_a_reason(sent: Report, province: Scope) -> None:
    with pytest.raises(Refusal, match="lý do"):
        actions.give_back(report=sent, version=sent.version, answer="  ", by=province, on=ON)


def test_the_second_revision_is_signed_beside_the_first(
    sent: Report, province: Scope, leader: Scope
) -> None:
    fresh = actions.give_back(report=sent, version=sent.version, answer="Sửa.", by=province, on=ON)
    fresh = sign(Report.objects.for_page().get(pk=fresh.pk), leader)
    assert fresh.digest != sent.digest
    standing = Report.objects.standing().of_organisations([sent.organisation_id])
    assert [one.pk for one in standing.of_year(2026)] == [fresh.pk]


def test_an_approved_report_is_neither_returned_nor_approved_again(
    sent: Report, province: Scope
) -> None:
    actions.approve(report=sent, version=sent.version, answer="", by=province, on=ON)
    with pytest.raises(Refusal, match="Đã duyệt"):
        actions.give_back(report=sent, version=sent.version, answer="Sửa.", by=province, on=ON)
    with pytest.raises(Refusal, match="Đã duyệt"):
        actions.approve(report=sent, version=sent.version, answer="", by=province, on=ON)


def test_of_two_answers_at_once_one_stands(sent: Report, province: Scope) -> None:
    also_open = Report.objects.for_page().get(pk=sent.pk)
    actions.approve(report=sent, version=sent.version, answer="", by=province, on=ON)
    with pytest.raises(Refusal, match="Có người vừa sửa"):
        actions.give_back(
            report=also_open, version=also_open.version, answer="Sửa.", by=province, on=ON
        )
    assert Report.objects.of_organisations([sent.organisation_id]).count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"state": ReportState.SUBMITTED},
        {"state": ReportState.APPROVED, "digest": "a" * 64},
    ],
)
def test_the_database_refuses_a_sent_report_that_is_not_frozen(
    draft: Report, values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(**values)


def test_the_database_refuses_a_second_standing_revision(draft: Report) -> None:
    draft.pk, draft.revision = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save(force_insert=True)


def test_every_act_is_recorded_without_the_words(sent: Report, province: Scope) -> None:
    actions.approve(report=sent, version=sent.version, answer="", by=province, on=ON)
    acts = Entry.objects.about(sent).order_by("pk")
    assert [entry.act for entry in acts] == ["report.write", "report.sign", "report.approve"]
    assert all(WORDS not in entry.says for entry in acts)


DEPUTY = "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"


def test_a_stand_in_signs_for_the_absent_with_the_own_name(written: Report, leader: Scope) -> None:
    standing_in = replace(leader, name="Lê Văn Bình", acting_for=leader.name)
    with pytest.raises(Refusal, match="tư cách"):
        sign(written, standing_in)
    actions.sign(report=written, version=written.version, signed_as=DEPUTY, by=standing_in, on=ON)
    assert written.frozen is not None
    paper = compose(written.frozen, outline=written.outline, digest=written.digest)
    assert paper.signer == "Lê Văn Bình"
    assert paper.signer_lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_nobody_signs_in_a_capacity_that_the_form_does_not_know(
    written: Report, leader: Scope
) -> None:
    with pytest.raises(Refusal, match="tư cách"):
        actions.sign(
            report=written, version=written.version, signed_as="BỘ TRƯỞNG", by=leader, on=ON
        )


def test_a_number_not_given_yet_is_dotted(written: Report) -> None:
    frozen = preview(written, on=ON) | {"number": ""}
    paper = compose(frozen, outline=written.outline, digest="")
    assert paper.number_line == "Số: ……/BC-UBND"
    assert "Báo cáo số ……/BC-UBND ngày" in paper.attached_to


# --- the commune hears of the answer ---


def test_a_returned_report_is_told_to_its_writers_and_leads_to_the_next_revision(
    sent: Report, province: Scope, client_of: Callable[[str], Client]
) -> None:
    fresh = actions.give_back(
        report=sent, version=sent.version, answer="Bổ sung mục 6.", by=province, on=ON
    )
    told = Notice.objects.filter(href=fresh.get_absolute_url())
    people = set(told.values_list("posting__user__username", flat=True))
    assert people == {"canbo.lucnam", "lanhdao.lucnam"}
    assert all("bị trả lại" in one.text and "mục 6" not in one.text for one in told)
    client = client_of("canbo.lucnam")
    page = client.get(sent.get_absolute_url()).content.decode()
    assert f'href="{fresh.get_absolute_url()}"' in page
    assert "Ý kiến của cấp trên: Bổ sung mục 6." in page
    assert "Bị trả lại; lần 2: đang soạn" in client.get("/").content.decode()


def test_the_province_is_not_led_to_words_that_are_still_being_written(
    sent: Report, province: Scope, client_of: Callable[[str], Client]
) -> None:
    fresh = actions.give_back(report=sent, version=sent.version, answer="Sửa.", by=province, on=ON)
    page = client_of("sonoivu").get(sent.get_absolute_url()).content.decode()
    assert fresh.get_absolute_url() not in page


def test_an_approved_report_is_told_to_its_writers(sent: Report, province: Scope) -> None:
    actions.approve(report=sent, version=sent.version, answer="", by=province, on=ON)
    assert {one.text for one in Notice.objects.filter(href=sent.get_absolute_url())} == {
        f"Báo cáo “{sent.title}” đã được duyệt."
    }
