"""The book on paper: official head, the form of the day, totals under each page, nobody who denounces."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader

from citizens.receptions import exports
from citizens.receptions.actions import void
from citizens.receptions.entries import PersonEntry
from citizens.receptions.exports import printed
from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Reception
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.exports.actions import ask_for_table
from portal.exports.models import Export
from portal.jobs.actions import carry_out, take
from portal.jobs.models import JobState
from portal.papers import binding

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
OLD_FORM, NEW_FORM = date(2026, 6, 1), date(2026, 11, 10)
YEAR = "tu=01/01/2026&den=20/11/2026"


def asked(by: Scope, query: str = YEAR) -> Export:
    export = ask_for_table(kind=printed, query=query, key=uuid4(), by=by)
    run = take(export.job_id, worker="w")
    assert run is not None
    carry_out(run)
    return Export.objects.for_page().get(pk=export.pk)


def pages_of(export: Export) -> list[str]:
    assert export.file, export.job.error
    with export.file.file.open("rb") as file:
        pages = PdfReader(BytesIO(file.read())).pages
        return [" ".join(page.extract_text().split()) for page in pages]


def test_each_form_has_pages_of_its_own_with_the_official_head(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM, case={"summary": "Việc mới"})
    log(received_on=OLD_FORM, case={"summary": "Việc cũ"}, head_count=4)
    old, new = pages_of(asked(lucnam))
    for page in (old, new):
        assert "ỦY BAN NHÂN DÂN PHƯỜNG LỤC NAM" in page
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
        assert "Từ ngày 01/01/2026 đến ngày 20/11/2026" in page
    assert "Mẫu số 03, Thông tư 04/2021/TT-TTCP" in old
    assert "Cộng trang: 1 lượt; 4 người; 1 vụ việc" in old
    assert "Mẫu 03/TCD" in new
    assert "Lũy kế: 2 lượt; 5 người; 2 vụ việc" in new  # one book, whatever its form
    assert "Việc cũ" not in new


def test_the_head_comes_again_and_totals_run_on(
    log: Log, lucnam: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding, "PORTION", 7)
    for place in range(1, 31):
        log(received_on=NEW_FORM, case={"summary": f"Việc thứ {place} " + "dài dòng " * 20})
    pages = pages_of(asked(lucnam))
    assert len(pages) > 3
    assert all("Cơ quan đã giải quyết" in page for page in pages)
    assert "Lũy kế: 30 lượt; 30 người; 30 vụ việc" in pages[-1]
    counted = [int(page.split("Cộng trang: ")[1].split(" ")[0]) for page in pages]
    assert sum(counted) == 30
    assert min(counted[:-1]) > 3, "no page ends early where a portion does"
    text = " ".join(pages)
    assert [text.count(f"Việc thứ {place} ") for place in range(1, 31)] == [1] * 30


def test_a_visit_longer_than_a_page_is_printed_whole(
    log: Log, lucnam: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding, "PORTION", 1)
    words = [f"chữ{place:03}" for place in range(280)]
    for _ in range(3):
        log(received_on=NEW_FORM, case={"summary": " ".join(words)})
    text = " ".join(pages_of(asked(lucnam)))
    assert {text.count(word) for word in words} == {3}
    assert "Lũy kế: 3 lượt; 3 người; 3 vụ việc" in text


def test_a_void_visit_stays_and_counts_for_nothing(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM)
    void(reception=log(received_on=NEW_FORM), reason="Ghi nhầm", by=lucnam, at=now())
    (page,) = pages_of(asked(lucnam))
    assert "ĐÃ HỦY: Ghi nhầm" in page
    assert "Tổng cộng: 1 lượt; 1 người; 1 vụ việc. Đã hủy 1 lượt." in page


def test_a_denunciation_prints_where_it_is_kept(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM, kind=MatterKind.DENUNCIATION, people=())
    (page,) = pages_of(asked(lucnam))
    assert "Theo sổ riêng" in page


def test_numbers_of_papers_are_masked(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM, people=(PersonEntry("Vi Thị Mận", "Thôn Hạ", "024079001234"),))
    (page,) = pages_of(asked(lucnam))
    assert "Vi Thị Mận" in page
    assert "024079001234" not in page


def test_printing_is_recorded_and_tells_how_far_it_is(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM)
    export = asked(lucnam)
    assert (export.job.done, export.job.total) == (1, 1)
    entry = Entry.objects.get(act="reception.export")
    assert entry.says == "Xuất sổ tiếp công dân (từ 01/01/2026 đến 20/11/2026): 1 lượt."


def test_an_empty_book_and_another_commune_s(log: Log, bacgiang: Scope) -> None:
    log(received_on=NEW_FORM, case={"summary": "Việc của phường khác"})
    (page,) = pages_of(asked(bacgiang))
    assert "Không có lượt tiếp nào" in page
    assert "Việc của phường khác" not in page


def test_too_long_a_book_is_refused_in_words(
    log: Log, lucnam: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_PRINTED", 0)
    log(received_on=NEW_FORM)
    export = asked(lucnam)
    assert export.job.state == JobState.FAILED
    assert "khoảng ngày ngắn hơn" in export.job.error


def test_the_page_offers_the_days_and_says_which_forms(
    log: Log, client_of: Callable[[str], Client]
) -> None:
    log(received_on=NEW_FORM)
    page = client_of("canbo.lucnam").get(f"/tiep-cong-dan/in-so/?{YEAR}").content.decode()
    assert "1 lượt tiếp" in page
    assert "Mẫu số 03, Thông tư 04/2021/TT-TTCP" in page
    assert "Mẫu 03/TCD" in page
    wrong = client_of("canbo.lucnam").get("/tiep-cong-dan/in-so/?tu=20/11/2026&den=01/01/2026")
    assert "Ngày cuối phải từ ngày đầu trở đi." in wrong.content.decode()
    assert "Tạo bản in" not in wrong.content.decode()
