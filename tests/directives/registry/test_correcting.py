"""The text of a directive is corrected: what was read in it moves along, what people decided stays."""

import datetime as dt
import unicodedata
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from directives.registry.actions import (
    Correction,
    correct_text,
    enter,
    look_again,
    reject,
)
from directives.registry.kinds import DutyState, ReferenceState
from directives.registry.models import CrossReference, Directive, Duty
from portal.access import Scope
from portal.audit.models import Entry
from tests.shown import shown

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]


@pytest.fixture
def correct(staff: Scope) -> Callable[..., Correction]:
    """Exchange words in the text of a directive, as it stands in the database."""

    def exchange(directive: Directive, *pairs: tuple[str, str]) -> Correction:
        now = Directive.objects.get(pk=directive.pk)
        text, over = now.text, now.newest_text
        assert over is not None
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return correct_text(directive=now, text=text, over=over, by=staff)

    return exchange


def read_at(row: CrossReference | Duty) -> str:
    """The words that stand where a row says it was read."""
    row.refresh_from_db()
    directive = row.directive if isinstance(row, Duty) else row.source
    return Directive.objects.get(pk=directive.pk).text[row.start : row.end]


def cited(directive: Directive, number: str = "33/CT-TTg") -> CrossReference:
    return directive.references.get(number=number)


def test_what_was_read_moves_with_its_words(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    before = [(row, read_at(row)) for row in (*directive.references.all(), *directive.duties.all())]
    done = correct(directive, ("Độc lập - Tự do", "Độc lập 🌾 – Tự do"), ("Về nâng cao", "Nâng"))
    assert [read_at(row) for row, _ in before] == [words for _, words in before]
    assert done == Correction(changed=0, found=0)
    assert not CrossReference.objects.words_changed().exists()


def test_changed_words_ask_to_be_looked_at_again_and_keep_what_a_person_said(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    duty = directive.duties.earliest("ordinal")
    was = (duty.text, duty.state, duty.decided_by_id)
    done = correct(directive, ("niêm yết công khai", "niêm yết, công khai"))
    assert "niêm yết, công khai" in read_at(duty)
    assert (duty.words_changed, done.changed) == (True, 1)
    assert (duty.text, duty.state, duty.decided_by_id) == was


def test_the_target_that_a_person_chose_stays(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    target = saved(number="77/CT-UBND", issuer="UBND tỉnh Bắc Giang")
    directive = saved()
    row = cited(directive)
    CrossReference.objects.filter(pk=row.pk).update(
        state=ReferenceState.RESOLVED, target=target, stub=None, decided_by_id=7
    )
    correct(directive, ("33/CT-TTg", "33/CT- TTg"))
    assert read_at(row) == "33/CT- TTg"
    assert (row.target, row.decided_by_id, row.words_changed) == (target, 7, True)


def test_what_a_person_rejected_is_not_asked_again(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    CrossReference.objects.filter(source=directive).update(state=ReferenceState.REJECTED, stub=None)
    Duty.objects.filter(directive=directive).update(state=DutyState.REJECTED)
    correct(directive, ("33/CT-TTg", "38/CT-TTg"), ("niêm yết công khai", "công bố"))
    row, duty = cited(directive), directive.duties.earliest("ordinal")
    assert (row.state, row.words_changed) == (ReferenceState.REJECTED, False)
    assert (duty.state, duty.words_changed) == (DutyState.REJECTED, False)


def test_what_the_slip_had_hidden_is_read_and_linked(
    saved: Save, staff: Scope, text: Callable[..., str], correct: Callable[..., Correction]
) -> None:
    day = dt.date(2021, 11, 26)
    target = saved(number="33/CT-TTg", issuer="Thủ tướng Chính phủ", issued_on=day)
    blurred = text().replace("33/CT-TTg", "33 CTTTg")
    draft = enter(text=blurred, entry_key="blurred", by=staff)
    assert not draft.references.filter(number="33/CT-TTg").exists()
    done = correct(draft, ("33 CTTTg", "33/CT-TTg"))
    row = cited(draft)
    assert (done.found, row.target, row.decided_by_id) == (1, target, None)


def test_words_that_are_gone_leave_the_row_without_a_place(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    correct(directive, (" và Kết luận số 39-KL/TU ngày 05/4/2021 của Ban Thường vụ Tỉnh ủy", ""))
    row = cited(directive, "39-KL/TU")
    assert (row.start, row.end, row.mentions, row.words_changed) == (None, None, [], True)


def test_every_text_is_kept(saved: Save, correct: Callable[..., Correction]) -> None:
    directive = saved()
    first = directive.text
    correct(directive, ("một cửa", "Một cửa"))
    correct(directive, ("Một cửa", "Một Cửa"))
    kept = directive.versions.order_by("ordinal").values_list("ordinal", "text")
    assert [ordinal for ordinal, _ in kept] == [1, 2, 3]
    assert kept[0][1] == first
    assert Entry.objects.about(directive).filter(act="directive.correct").count() == 2


def test_a_page_fetches_the_newest_text_alone(
    saved: Save, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    for old, new in (("một cửa", "Một cửa"), ("Một cửa", "Một Cửa")):
        correct(directive, (old, new))
    (shown,) = Directive.objects.with_text()
    assert [version.ordinal for version in shown.versions.all()] == [3]
    assert "Một Cửa" in shown.text


def test_of_two_who_correct_one_text_the_second_is_told(
    saved: Save, staff: Scope, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    over = directive.newest_text
    assert over is not None
    correct(directive, ("một cửa", "Một cửa"))
    with pytest.raises(ValidationError, match="Có người vừa sửa"):
        correct_text(directive=directive, text="Khác hẳn", over=over, by=staff)
    assert "Một cửa" in Directive.objects.get(pk=directive.pk).text


def test_looking_again_is_recorded_once(
    saved: Save, staff: Scope, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    correct(directive, ("33/CT-TTg", "33/CT- TTg"), ("niêm yết công khai", "công bố"))
    for row in (cited(directive), directive.duties.earliest("ordinal")):
        for _ in range(2):
            look_again(row=row, by=staff)
        row.refresh_from_db()
        assert not row.words_changed
    assert Entry.objects.about(directive).filter(act="directive.look_again").count() == 2


@pytest.mark.parametrize("model", [CrossReference, Duty])
def test_the_database_refuses_to_ask_again_what_was_rejected(
    saved: Save, model: type[CrossReference | Duty]
) -> None:
    saved()
    rejected = {"state": "rejected"} | ({"stub": None} if model is CrossReference else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(words_changed=True, **rejected)


def test_the_review_clears_what_is_rejected_or_decided_for_the_first_time(
    draft: Directive, correct: Callable[..., Correction], finish: Callable[..., Directive],
    staff: Scope,
) -> None:  # fmt: skip
    correct(draft, ("33/CT-TTg", "33/CT- TTg"), ("niêm yết công khai", "công bố"))
    assert cited(draft).words_changed
    finish(draft, staff)
    assert not CrossReference.objects.words_changed().exists()
    assert not Duty.objects.words_changed().exists()


def test_an_answer_to_the_queue_clears_it(
    saved: Save, staff: Scope, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    correct(directive, ("33/CT-TTg", "33/CT- TTg"))
    row = cited(directive)
    CrossReference.objects.filter(pk=row.pk).update(state=ReferenceState.AMBIGUOUS, stub=None)
    reject(reference=row, by=staff)
    row.refresh_from_db()
    assert not row.words_changed


# --- the page ---


def test_the_page_saves_what_a_browser_sends(saved: Save, client_of: ClientOf) -> None:
    """Lines end with CR LF there, letters may come apart."""
    directive = saved()
    sent = unicodedata.normalize("NFD", directive.text.replace("một cửa", "Một cửa 🌾"))
    client, address = client_of("sonoivu"), f"/van-ban/{directive.pk}/sua-chu/"
    posted = shown(client, address) | {"text": sent.replace("\n", "\r\n")}
    answer = client.post(address, posted, follow=True)
    now = Directive.objects.get(pk=directive.pk)
    assert now.text == directive.text.replace("một cửa", "Một cửa 🌾")
    assert "Đã sửa phần chữ." in answer.content.decode()
    assert read_at(cited(directive)) == "33/CT-TTg"


def test_a_text_sent_as_it_stands_is_no_correction(saved: Save, client_of: ClientOf) -> None:
    directive, client = saved(), client_of("sonoivu")
    address = f"/van-ban/{directive.pk}/sua-chu/"
    assert "Thực hiện Chỉ thị số 33/CT-TTg" in client.get(address).content.decode()
    posted = shown(client, address) | {"text": directive.text.replace("\n", "\r\n")}
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert "chưa có gì để sửa" in answer.content.decode()
    assert directive.versions.count() == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1_000_001])
def test_a_text_that_cannot_be_is_refused_beside_the_field(
    saved: Save, client_of: ClientOf, text: str
) -> None:
    directive, client = saved(), client_of("sonoivu")
    address = f"/van-ban/{directive.pk}/sua-chu/"
    answer = client.post(address, shown(client, address) | {"text": text})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]
    assert directive.versions.count() == 1


def test_who_saves_from_an_old_page_is_told(saved: Save, client_of: ClientOf) -> None:
    directive, client = saved(), client_of("sonoivu")
    form = client.get(f"/van-ban/{directive.pk}/sua-chu/").context["form"]
    address, seen = f"/van-ban/{directive.pk}/sua-chu/", form["seen"].value()
    first = {"text": directive.text.replace("một cửa", "Một cửa"), "seen": seen}
    assert client.post(address, first).status_code == 302
    late = client.post(address, {"text": directive.text + "Thêm", "seen": seen})
    assert late.status_code == 422
    assert "Có người vừa sửa nội dung này" in late.content.decode()
    assert "Thêm" in late.content.decode()
    again = {"text": directive.text + "Thêm", "seen": late.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302


def test_a_megabyte_is_corrected(
    saved: Save, client_of: ClientOf, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    long = directive.text + "".join(f"Dòng {n} của phụ lục.\n" for n in range(35_000))
    client, address = client_of("sonoivu"), f"/van-ban/{directive.pk}/sua-chu/"
    assert client.post(address, shown(client, address) | {"text": long}).status_code == 302
    assert correct(directive, ("một cửa", "Một cửa"), ("Dòng 34999", "Dòng cuối")).changed == 0
    assert read_at(cited(directive)) == "33/CT-TTg"


def test_the_queue_and_the_pages_show_what_to_look_at_until_it_is_done(
    saved: Save, client_of: ClientOf, correct: Callable[..., Correction]
) -> None:
    directive, client = saved(), client_of("sonoivu")
    correct(directive, ("33/CT-TTg", "33/CT- TTg"), ("niêm yết công khai", "công bố"))
    pages = [
        f"/van-ban/{directive.pk}/{name}" for name in ("", "lien-quan/", "nhiem-vu/", "ra-soat/")
    ]
    for page in (*pages, "/van-ban/", "/van-ban/can-xac-nhan/"):
        assert "cần xem lại" in client.get(page).content.decode().casefold(), page
    duty = directive.duties.earliest("ordinal")
    client.post(f"/van-ban/can-xem-lai/dan-chieu/{cited(directive).pk}/")
    client.post(f"/van-ban/can-xem-lai/nhiem-vu/{duty.pk}/")
    for page in (*pages, "/van-ban/", "/van-ban/can-xac-nhan/"):
        assert "cần xem lại" not in client.get(page).content.decode().casefold(), page


def test_an_earlier_text_can_be_looked_at(
    saved: Save, client_of: ClientOf, correct: Callable[..., Correction]
) -> None:
    directive, client = saved(), client_of("canbo.lucnam")
    assert "ban-chu" not in client.get(f"/van-ban/{directive.pk}/").content.decode()
    correct(directive, ("bộ phận một cửa", "bộ phận Một cửa"))
    assert (
        f"/van-ban/{directive.pk}/ban-chu/1/"
        in client.get(f"/van-ban/{directive.pk}/").content.decode()
    )
    first = client.get(f"/van-ban/{directive.pk}/ban-chu/1/").content.decode()
    assert "bộ phận một cửa" in first
    assert "Bản trước khi sửa" in first
    assert "bộ phận Một cửa" in client.get(f"/van-ban/{directive.pk}/ban-chu/2/").content.decode()
    assert client.get(f"/van-ban/{directive.pk}/ban-chu/3/").status_code == 404


def test_nobody_corrects_or_clears_what_is_another_offices(
    saved: Save, client_of: ClientOf, correct: Callable[..., Correction]
) -> None:
    directive = saved()
    correct(directive, ("33/CT-TTg", "33/CT- TTg"))
    other = client_of("canbo.lucnam")
    assert other.post(f"/van-ban/{directive.pk}/sua-chu/", {"text": "x"}).status_code == 403
    assert other.post(f"/van-ban/can-xem-lai/dan-chieu/{cited(directive).pk}/").status_code == 403
    assert cited(directive).words_changed
