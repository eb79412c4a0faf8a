import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from directives.registry.actions import enter
from directives.registry.kinds import DutyState, ReferenceState, Status
from directives.registry.models import Directive
from portal.access import Scope
from portal.audit.models import Entry
from portal.demo.cast import organisation_at, person
from tests.directives.registry.reviewing import answers

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    return client_of("sonoivu")


def post(client: Client, directive: Directive, **changes: Any) -> Any:
    return client.post(f"/van-ban/{directive.pk}/ra-soat/", answers(client, directive, **changes))


def test_the_text_is_shown_with_every_citation_and_duty_marked(
    client: Client, draft: Directive
) -> None:
    page = client.get(f"/van-ban/{draft.pk}/ra-soat/").content.decode()
    for row in draft.references.all():
        assert f'id="chu-dan-{row.pk}"' in page
        assert f'<a href="#dan-{row.pk}">{row.number}</a>' in page
    for duty in draft.duties.all():
        assert f'id="chu-nv-{duty.pk}"' in page


def test_what_was_pasted_is_escaped(client: Client) -> None:
    pasted = "Số: 9/CT-UBND <script>alert(1)</script> theo Chỉ thị số 33/CT-TTg & khác"
    client.post("/van-ban/moi/", {"text": pasted, "entry_key": "x"})
    page = client.get(f"/van-ban/{Directive.objects.get().pk}/ra-soat/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_saving_makes_the_directive_final_with_what_was_accepted(
    client: Client, draft: Directive
) -> None:
    first, second = draft.duties.all()
    cited, rejected = draft.references.all()
    changes = {
        f"nv-{first.pk}-decision": "accept",
        f"nv-{second.pk}-decision": "reject",
        f"dan-{cited.pk}-relation": "guides",
        f"dan-{rejected.pk}-decision": "reject",
    }
    response = post(client, draft, act="final_as_is", **changes)
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.status == Status.FINAL
    assert [duty.state for duty in draft.duties.all()] == [DutyState.ACCEPTED, DutyState.REJECTED]
    assert [row.state for row in draft.references.all()] == [
        ReferenceState.UNKNOWN,
        ReferenceState.REJECTED,
    ]
    assert draft.references.get(pk=cited.pk).relation == "guides"
    entry = Entry.objects.about(draft).get(act="directive.finish")
    assert entry.values.changes["trạng thái"] == ["Đang rà soát", "Đã lưu"]


def test_saving_for_good_asks_while_rows_are_unanswered(client: Client, draft: Directive) -> None:
    duty, _ = draft.duties.all()
    changes = {f"nv-{duty.pk}-decision": "accept"}
    asked = post(client, draft, act="final", signer="Vừa gõ", **changes)
    assert "Còn 1 nhiệm vụ và 2 dẫn chiếu chưa trả lời." in asked.content.decode()
    assert "Vừa gõ" in asked.content.decode()
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert post(client, draft, act="final_as_is", **changes).status_code == 302
    draft.refresh_from_db()
    assert draft.status == Status.FINAL
    assert post(client, draft, act="final", **changes).status_code == 302  # saved once: no question


def test_a_draft_may_be_saved_with_anything_missing(client: Client, draft: Directive) -> None:
    response = post(client, draft, act="draft", number="", issuer="", issued_on="")
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.number, draft.issued_on) == (Status.DRAFT, "", None)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "", "Nhập số, ký hiệu"),
        ("issued_on", "31/02/2022", "Không có ngày 31/02/2022 trong lịch."),
        ("issued_on", "hôm qua", "không phải là ngày"),
        ("issued_on", "01/01/2030", "Ngày 01/01/2030 chưa đến."),
        ("issued_on", "14/05/1922", "quá xa"),
        ("subject", "", "Nhập trích yếu."),
        ("effective_to", "01/01/2020", "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    client: Client, draft: Directive, field: str, value: str, sentence: str
) -> None:
    duty = draft.duties.first()
    assert duty is not None
    response = post(
        client, draft, act="final", effective_from="01/07/2022", signer="Vừa gõ",
        **{f"nv-{duty.pk}-text": "Nội dung vừa gõ"}, **{field: value},
    )  # fmt: skip
    assert response.status_code == 422
    assert any(sentence in error for error in response.context["forms"].masthead.errors[field])
    page = response.content.decode()
    assert "Vừa gõ" in page
    assert "Nội dung vừa gõ" in page
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_number_that_is_there_is_refused_with_a_link_to_it(
    client: Client, draft: Directive, saved: Save
) -> None:
    there = saved()
    response = post(client, draft, act="final", issuer="Ủy ban nhân dân tỉnh Bắc Giang")
    assert response.status_code == 422
    (error,) = response.context["forms"].masthead.errors["number"]
    assert there.get_absolute_url() in error
    assert f'<a href="{there.get_absolute_url()}">' in response.content.decode()


@pytest.mark.parametrize("spelling", ["05/CT-UBND", "5/ct-ubnd", "05 / CT – UBND"])
def test_a_number_is_the_same_however_it_is_spelt(
    client: Client, draft: Directive, saved: Save, spelling: str
) -> None:
    saved()
    assert post(client, draft, act="final", number=spelling).status_code == 422


def test_the_same_number_of_another_year_is_another_directive(
    client: Client, draft: Directive, saved: Save
) -> None:
    saved()
    assert post(client, draft, act="final_as_is", issued_on="20/06/2021").status_code == 302


def test_the_database_refuses_the_number_that_came_a_moment_ago(
    draft: Directive, saved: Save, finish: Save, staff: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved()
    monkeypatch.setattr(
        Directive, "full_clean", lambda *_, **__: None
    )  # both looked before either saved
    with pytest.raises(ValidationError, match="đã có trong hệ thống"):
        finish(draft, staff)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_the_constraint_is_the_judge(saved: Save, draft: Directive) -> None:
    there = saved()
    values = {"status": Status.FINAL, "issuer_key": there.issuer_key, "series": there.series}
    with pytest.raises(IntegrityError), transaction.atomic():
        Directive.objects.filter(pk=draft.pk).update(**values)


def test_a_text_never_changes(draft: Directive) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.versions.update(text="khác")


def test_accepting_all_works_without_javascript(client: Client, draft: Directive) -> None:
    first = draft.duties.all()[0]
    post(client, draft, act="accept_duties", **{f"nv-{first.pk}-decision": "reject"})
    assert [duty.state for duty in draft.duties.all()] == [DutyState.REJECTED, DutyState.ACCEPTED]
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_citation_and_a_duty_that_were_missed_can_be_added(
    client: Client, draft: Directive
) -> None:
    post(
        client, draft, act="final_as_is",
        **{"dan-moi-number": "12/QĐ-UBND", "nv-moi-text": "Họp dân mỗi quý", "nv-moi-due_kind": "quarterly"},
    )  # fmt: skip
    assert draft.references.get(number="12/QĐ-UBND").decided_by_id
    added = draft.duties.get(text="Họp dân mỗi quý")
    assert (added.state, added.next_due(dt.date(2026, 11, 23))) == (
        DutyState.ACCEPTED,
        dt.date(2026, 12, 31),
    )


def test_a_citation_given_twice_is_refused_beside_its_number(
    client: Client, draft: Directive
) -> None:
    response = post(client, draft, act="final", **{"dan-moi-number": "33/ct-ttg"})
    assert response.status_code == 422
    assert response.context["forms"].references[-1].errors["number"]


@pytest.mark.parametrize(("typed", "code"), [("Kế hoạch", "KH"), ("kh", "KH"), ("", "")])
def test_the_kind_of_a_citation_is_typed_by_name_or_abbreviation(
    client: Client, draft: Directive, typed: str, code: str
) -> None:
    row = draft.references.all()[0]
    post(client, draft, act="draft", **{f"dan-{row.pk}-kind": typed})
    row.refresh_from_db()
    assert row.kind == code


def test_a_kind_that_does_not_exist_is_told(client: Client, draft: Directive) -> None:
    row = draft.references.all()[0]
    response = post(client, draft, act="draft", **{f"dan-{row.pk}-kind": "Chỉ lệnh"})
    assert response.status_code == 422
    assert "Không có loại văn bản “Chỉ lệnh”" in response.content.decode()


def test_a_duty_due_once_needs_its_day(client: Client, draft: Directive) -> None:
    duty = draft.duties.first()
    assert duty is not None
    changes = {f"nv-{duty.pk}-due_kind": "once", f"nv-{duty.pk}-due_on": ""}
    response = post(client, draft, act="final", **changes)
    assert response.status_code == 422
    assert "Nhiệm vụ làm một lần cần ngày cuối cùng." in response.content.decode()


def test_a_directive_that_is_final_is_never_called_a_draft(client: Client, saved: Save) -> None:
    directive = saved()
    address = f"/van-ban/{directive.pk}/ra-soat/"
    page = client.post(address, answers(client, directive, act="accept_references"), follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said == [f"Đã lưu {directive.title}."]


def test_an_accepted_duty_of_a_final_directive_stands(client: Client, saved: Save) -> None:
    directive = saved()
    duty = directive.duties.first()
    assert duty is not None
    post(
        client,
        directive,
        act="final",
        **{f"nv-{duty.pk}-decision": "reject", f"nv-{duty.pk}-text": "khác"},
    )
    duty.refresh_from_db()
    assert duty.state == DutyState.ACCEPTED
    assert duty.text != "khác"


def test_a_party_number_of_a_congress_year_asks_for_its_term(
    client: Client, draft: Directive
) -> None:
    party = {"number": "45-CT/TU", "system": "party", "issuer": "Tỉnh ủy Bắc Giang"}
    asked = post(client, draft, act="final", issued_on="12/03/2025", **party)
    assert asked.status_code == 422
    assert asked.context["forms"].masthead.errors["series"]
    told = post(
        client, draft, act="final_as_is", issued_on="12/03/2025", series="2020-2025", **party
    )
    assert told.status_code == 302


def test_a_draft_can_be_thrown_away_and_a_final_one_not(
    client: Client, draft: Directive, saved: Save
) -> None:
    assert client.post(f"/van-ban/{draft.pk}/bo/").status_code == 302
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.post(f"{saved().get_absolute_url()}bo/").status_code == 404


def test_a_page_that_is_old_says_once_which_rows_somebody_changed(
    client: Client, draft: Directive
) -> None:
    first, second = draft.duties.all()
    old = answers(client, draft, act="draft")
    decided = {f"nv-{first.pk}-decision": "accept", f"nv-{second.pk}-decision": "reject"}
    assert client.post(f"/van-ban/{draft.pk}/ra-soat/", old | decided).status_code == 302
    mine = old | {f"nv-{first.pk}-decision": "accept", "signer": "Vừa gõ"}
    late = client.post(f"/van-ban/{draft.pk}/ra-soat/", mine)
    html = late.content.decode()
    assert late.status_code == 422
    assert html.count("có người vừa sửa") == 1
    assert f'<a href="#nv-{second.pk}">Nhiệm vụ 2</a> (Trả lời: “Bỏ”).' in html
    assert "Nhiệm vụ 1</a>" not in html  # the same answer was given
    assert "Hiện đang ghi Loại" not in html
    assert "chỗ dưới đây" not in html
    assert 'value="Vừa gõ"' in html


def test_rows_that_now_stand_alike_are_named_together(client: Client, draft: Directive) -> None:
    first, second = draft.duties.all()
    old, address = answers(client, draft, act="draft"), f"/van-ban/{draft.pk}/ra-soat/"
    client.post(address, old | {f"nv-{duty.pk}-decision": "accept" for duty in (first, second)})
    late = client.post(address, old).content.decode()
    both = f'Nhiệm vụ 1</a>, <a href="#nv-{second.pk}">Nhiệm vụ 2</a> (Trả lời: “Nhận”).'
    assert both in late


def test_pressing_save_again_on_an_old_page_replaces_what_somebody_saved(
    client: Client, draft: Directive
) -> None:
    first, _ = draft.duties.all()
    old = answers(client, draft, act="draft")
    address = f"/van-ban/{draft.pk}/ra-soat/"
    client.post(address, old | {f"nv-{first.pk}-decision": "accept", "subject": "Của người khác"})
    late = client.post(address, old)
    assert "Đầu văn bản</a> (Trích yếu: “Của người khác”)" in late.content.decode()
    seen = {form["seen"].html_name: form["seen"].value() for form in late.context["forms"]}
    assert client.post(address, old | seen).status_code == 302
    first.refresh_from_db()
    draft.refresh_from_db()
    assert first.state == DutyState.PROPOSED
    assert draft.subject != "Của người khác"


def test_only_what_is_wrong_counts_as_a_place_to_mend(client: Client, draft: Directive) -> None:
    first, _ = draft.duties.all()
    old = answers(client, draft, act="draft")
    address = f"/van-ban/{draft.pk}/ra-soat/"
    client.post(address, old | {f"nv-{first.pk}-decision": "accept"})
    late = client.post(address, old | {"issued_on": "hôm qua"}).content.decode()
    assert "Hãy sửa 1 chỗ dưới đây" in late
    assert "có người vừa sửa" in late


def test_a_number_that_is_there_is_told_as_soon_as_the_text_is_pasted(
    client: Client, saved: Save, text: Callable[..., str]
) -> None:
    there = saved()
    pasted = {"text": text(there.number, on=there.issued_on) + "\n", "entry_key": "again"}
    page = client.post("/van-ban/moi/", pasted, follow=True)
    assert page.context["there"] == there
    assert f'<a href="{there.get_absolute_url()}">{there.title}' in page.content.decode()


def test_the_number_of_another_year_is_not_there(
    client: Client, saved: Save, text: Callable[..., str]
) -> None:
    later = text(saved().number, on=dt.date(2023, 6, 20))
    page = client.post("/van-ban/moi/", {"text": later, "entry_key": "later"}, follow=True)
    assert page.context["there"] is None


def test_a_number_that_is_out_of_ones_sight_is_not_told(
    client: Client, saved: Save, text: Callable[..., str]
) -> None:
    there, outside = saved(), organisation_at(person("canbo.trian").seat)
    Directive.objects.update(owner=outside, province=outside.unit, issuer_organisation=None)
    pasted = {"text": text(there.number, on=there.issued_on), "entry_key": "again"}
    page = client.post("/van-ban/moi/", pasted, follow=True)
    assert page.context["there"] is None
    assert f'"{there.get_absolute_url()}"' not in page.content.decode()


def test_a_share_of_the_units_is_read_as_one_and_only_a_percentage_may_be(
    client: Client, staff: Scope
) -> None:
    pasted = (
        "UBND TỈNH BẮC NINH\nSố: 7/CT-UBND\nBắc Ninh, ngày 02 tháng 3 năm 2026\nCHỈ THỊ\n"
        "1. UBND cấp xã: Phấn đấu 100% xã, phường xây dựng mô hình dân vận khéo trong năm 2026.\n"
        "2. Sở Nội vụ: Tổng hợp, báo cáo UBND tỉnh trước ngày 30/11 hằng năm."
    )
    directive = enter(text=pasted, entry_key="x", by=staff)
    duty = directive.duties.order_by("ordinal")[0]
    assert duty.quantity_of_units
    unmarked = answers(client, directive, act="final")
    del unmarked[f"nv-{duty.pk}-quantity_is_percent"]
    page = client.post(f"/van-ban/{directive.pk}/ra-soat/", unmarked).content.decode()
    assert "Chỉ một tỷ lệ % mới tính được trên số đơn vị" in page
