"""A batch filled in as a spreadsheet: previewed line by line, counted once, closed like any other."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from citizens.surveys import ballot_sheets
from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.questionnaires import load_instrument
from citizens.surveys.models import Ballot, BallotBatch, Campaign, QuestionnaireVersion, SecondEntry
from citizens.surveys.rules.ballots import as_typed, unpack
from citizens.surveys.rules.instruments import instrument_of
from citizens.surveys.rules.outline import read_outline
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now
from portal.demo.cast import BAC_GIANG, LUC_NAM
from portal.sheets import read_rows

from .conftest import SATISFIED, UNHAPPY, OpenCampaign, enter_again

CODES = list(SATISFIED)
FIRST = 6  # three lines above, two of heads
Fill = Callable[..., bytes]


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("mttq.lucnam")


def address(batch: BallotBatch, name: str = "sheet") -> str:
    return reverse(f"surveys:{name}", args=[batch.campaign_unit.campaign_id, batch.pk])


def template(client: Client, batch: BallotBatch) -> Workbook:
    return load_workbook(BytesIO(client.get(address(batch, "sheet_template")).content))


def filled(book: Workbook, papers: Sequence[Mapping[str, Any]]) -> bytes:
    """Fill a line a paper; what is None in a paper is left alone."""
    for row, paper in enumerate(papers, FIRST):
        for column, code in enumerate(["code", *CODES], 1):
            if paper.get(code) is not None:
                book.worksheets[0].cell(row, column).value = paper[code]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def send(client: Client, batch: BallotBatch, content: bytes) -> HttpResponse:
    upload = SimpleUploadedFile("phieu.xlsx", content)
    return client.post(address(batch), {"sheet": upload})  # type: ignore[return-value]


def confirm(client: Client, batch: BallotBatch, page: HttpResponse) -> HttpResponse:
    sealed = page.context["sealed"]  # type: ignore[attr-defined]  # of the test client
    return client.post(address(batch, "sheet_take_in"), {"sealed": sealed}, follow=True)  # type: ignore[return-value]


def errors_of(page: HttpResponse) -> str:
    return " ".join(say for line in page.context["wrong"] for say in line.problems)  # type: ignore[attr-defined]


def answers(batch: BallotBatch) -> list[dict[str, str]]:
    sheet = batch.campaign_unit.campaign.version.sheet
    rows = Ballot.objects.in_batch(batch).order_by("ordinal")
    return [as_typed(sheet, unpack(ballot.answers)) for ballot in rows]


def test_the_template_names_its_batch_and_offers_each_option(
    client: Client, batch: BallotBatch
) -> None:
    book = template(client, batch)
    page, listed = book.worksheets
    said = " ".join(str(page.cell(row, 1).value) for row in (1, 2, 3))
    assert batch.campaign_unit.campaign.title in said
    assert "(bản 1)" in said
    assert "Tập A01, Phường Lục Nam: đếm tay 3 phiếu" in said
    codes = [page.cell(row, 1).value for row in range(FIRST, FIRST + 4)]
    assert len({*codes}) == 4
    assert codes[3] is None
    lists = {
        str(each.sqref).split(":")[0]: each.formula1
        for each in page.data_validations.dataValidation
    }
    assert lists["C6"] == "'Danh mục'!$B$2:$B$4"
    assert [listed.cell(row, 2).value for row in (2, 3, 4)] == ["1. Nam", "2. Nữ", "0. Bỏ trống"]
    assert page["B6"].number_format == "@"


def test_a_filled_in_sheet_is_previewed_then_counted_and_its_batch_closes(
    client: Client, batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    listed = SATISFIED | {"1.2": "2. Nữ", "3": "Nhanh gọn", "4": 1}
    content = filled(template(client, batch), [SATISFIED, listed, UNHAPPY])
    page = send(client, batch, content)
    assert "sẽ ghi 3 phiếu" in page.content.decode()
    assert not page.context["apart"]  # type: ignore[attr-defined]
    assert not Ballot.objects.exists()
    assert "Đã ghi 3 phiếu vào tập A01." in confirm(client, batch, page).content.decode()
    assert answers(batch) == [SATISFIED, SATISFIED | {"1.2": "2"}, UNHAPPY]
    batch.refresh_from_db()
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    assert batch.tallies.filter(option__isnull=True, question__code="3").get().count == 3
    assert Entry.objects.filter(act="ballot.import").count() == 1


def test_who_filled_in_the_sheet_does_not_enter_its_ballots_again(
    client: Client, batch: BallotBatch, commune_front: Scope
) -> None:
    confirm(client, batch, send(client, batch, filled(template(client, batch), [SATISFIED] * 3)))
    assert {*Ballot.objects.values_list("entered_by_id", flat=True)} == {commune_front.user_id}
    batch.refresh_from_db()
    with pytest.raises(Exception, match="Lần hai phải do người khác nhập"):
        enter_again(batch, by=commune_front)
    assert not SecondEntry.objects.entered().exists()


def test_the_same_sheet_sent_twice_counts_nothing_twice(client: Client, batch: BallotBatch) -> None:
    content = filled(template(client, batch), [SATISFIED, UNHAPPY])
    first = send(client, batch, content)
    confirm(client, batch, first)
    again = send(client, batch, content)
    assert "2 phiếu đã có" in again.content.decode()
    assert not again.context["new"]  # type: ignore[attr-defined]
    told = confirm(client, batch, first)  # the confirmation pressed twice
    assert "không ghi thêm phiếu nào" in told.content.decode()
    batch.refresh_from_db()
    assert (Ballot.objects.count(), batch.entered) == (2, 2)


def test_the_next_template_holds_the_papers_that_are_left(
    client: Client, batch: BallotBatch, commune_front: Scope
) -> None:
    enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    book = template(client, batch)
    bad = SATISFIED | {"3": "9"}
    confirm(client, batch, send(client, batch, filled(book, [bad, UNHAPPY])))
    codes = [template(client, batch).worksheets[0].cell(row, 1).value for row in (FIRST, FIRST + 1)]
    assert str(codes[0]).split(".")[2].startswith("2-")
    assert codes[1] is None
    assert answers(batch) == [SATISFIED, UNHAPPY]


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        ({"3": "4"}, "Câu 3: không có phương án 4. Chọn từ 1 đến 3"),
        ({"1.2": "3. Nam"}, "Câu 1.2: không có phương án 3. Nam"),
        ({"3.1": "1"}, "Câu 3.1: chỉ trả lời khi câu 3 chọn 3"),
        ({"3": "3"}, "Câu 3.1: chưa nhập"),
        ({"4": "=1+1"}, "Có ô là công thức"),
        ({"code": "1.2.3-abcdef"}, "Không có mã phiếu của bảng đã tải"),
    ],
)
def test_a_line_that_cannot_go_in_says_why_and_the_others_go_in(
    client: Client, batch: BallotBatch, paper: dict[str, str], says: str
) -> None:
    page = send(client, batch, filled(template(client, batch), [SATISFIED, SATISFIED | paper]))
    assert says in errors_of(page)
    assert "còn thiếu 2 phiếu" in page.content.decode()
    confirm(client, batch, page)
    assert answers(batch) == [SATISFIED]


def test_a_line_copied_within_the_sheet_is_one_ballot(client: Client, batch: BallotBatch) -> None:
    book = template(client, batch)
    code = book.worksheets[0].cell(FIRST, 1).value
    page = send(client, batch, filled(book, [SATISFIED, SATISFIED | {"code": code}]))
    assert f"Phiếu này đã có ở dòng {FIRST}." in errors_of(page)
    assert page.context["new"] == 1  # type: ignore[attr-defined]


def test_a_ballot_of_another_batch_is_refused_in_this_one(
    client: Client, batch: BallotBatch, commune_front: Scope
) -> None:
    other = open_batch(
        campaign_unit=batch.campaign_unit, code="A02", counted_by_hand=2, by=commune_front
    )
    stolen = template(client, other).worksheets[0].cell(FIRST, 1).value
    page = send(
        client, batch, filled(template(client, batch), [SATISFIED, UNHAPPY | {"code": stolen}])
    )
    assert "Phiếu này thuộc một tập khác; một phiếu chỉ nằm trong một tập." in errors_of(page)
    whole = send(client, batch, filled(template(client, other), [SATISFIED]))
    assert (
        "Bảng này của tập A02, phường Lục Nam. Hãy tải mẫu của tập A01." in whole.content.decode()
    )
    assert not Ballot.objects.exists()


def test_a_sheet_of_another_campaign_or_version_is_refused_by_name(
    client: Client, batch: BallotBatch, open_over: OpenCampaign, front: Scope, commune_front: Scope
) -> None:
    def batch_of(title: str, **changes: Any) -> BallotBatch:
        campaign = open_over(LUC_NAM, by=front, title=title)
        Campaign.objects.filter(pk=campaign.pk).update(**{"margin": "0.05"} | changes)
        campaign.refresh_from_db()
        return open_batch(
            campaign_unit=campaign.units.get(), code="A01", counted_by_hand=2, by=commune_front
        )

    spring = send(client, batch, filled(template(client, batch_of("Đợt xuân")), [SATISFIED]))
    assert "Bảng này của đợt “Đợt xuân”, không phải đợt này." in spring.content.decode()
    old = QuestionnaireVersion.objects.get(questionnaire__code="tiep-nhan-tra-ket-qua")
    other = send(
        client, batch, filled(template(client, batch_of("Đợt cũ", version=old)), [SATISFIED])
    )
    assert f"Bảng này theo phiếu hỏi “{old}”" in " ".join(other.content.decode().split())
    assert other.status_code == 422
    assert not Ballot.objects.exists()


def test_a_questionnaire_of_a_hundred_questions_is_filled_in_and_read_once(
    client: Client, batch: BallotBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = "".join(f"{n}. Việc {n} [chỉ số]\n+ Tốt\n- Kém\n" for n in range(1, 101))
    version, _ = load_instrument(
        instrument=instrument_of(
            {
                "code": "tram-cau", "name": "Trăm câu", "version": 1, "title": "Trăm câu",
                "source": "thử", "formula": "ty-le-hai-long-1",
                "sections": read_outline(f"# Phần\n{questions}"),
            }
        ),
        by=None,
    )  # fmt: skip
    Campaign.objects.update(version=version)
    book = template(client, batch)
    for column in range(2, 102):
        book.worksheets[0].cell(FIRST, column).value = "1"
    made, read = BytesIO(), []
    book.save(made)

    def counted(*args: Any, **kwargs: Any) -> Any:
        read.append(kwargs["heads"])
        return read_rows(*args, **kwargs)

    monkeypatch.setattr(ballot_sheets, "read_rows", counted)
    page = send(client, batch, made.getvalue())
    assert (page.status_code, page.context["new"]) == (200, 1)  # type: ignore[attr-defined]
    assert len(read) == 1


def test_a_refused_sheet_says_that_it_must_be_chosen_again(
    client: Client, batch: BallotBatch
) -> None:
    page = send(client, batch, b"PK\x03\x04 no workbook").content.decode()
    assert "tệp thì phải chọn lại" in page


def test_a_ballot_changed_since_is_not_overwritten(client: Client, batch: BallotBatch) -> None:
    book = template(client, batch)
    confirm(client, batch, send(client, batch, filled(book, [SATISFIED])))
    page = send(client, batch, filled(book, [UNHAPPY]))
    assert "đã ghi với câu trả lời khác" in errors_of(page)
    assert answers(batch) == [SATISFIED]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"%PDF-1.4"])
def test_what_is_no_workbook_is_refused_beside_its_field(
    client: Client, batch: BallotBatch, content: bytes
) -> None:
    page = send(client, batch, content)
    assert page.status_code == 422
    assert "errors" in page.content.decode()


def test_nothing_goes_into_a_drawn_or_closed_batch_or_under_a_foreign_seal(
    client: Client, batch: BallotBatch, front: Scope, open_over: OpenCampaign, commune_front: Scope
) -> None:
    page = send(client, batch, filled(template(client, batch), [SATISFIED]))
    other = open_batch(
        campaign_unit=batch.campaign_unit, code="A02", counted_by_hand=2, by=commune_front
    )
    assert "không còn dùng được" in confirm(client, other, page).content.decode()
    for _ in range(3):
        enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    batch.refresh_from_db()
    enter_again(batch, by=front)
    assert "đã rút phiếu để nhập lần hai" in confirm(client, batch, page).content.decode()
    assert Ballot.objects.count() == 3


def test_neither_the_surveyed_commune_nor_another_front_reaches_the_sheet(
    client_of: Callable[[str], Client], open_over: OpenCampaign, front: Scope
) -> None:
    campaign = open_over(BAC_GIANG, by=front)
    made = open_batch(campaign_unit=campaign.units.get(), code="B1", counted_by_hand=2, by=front)
    for name in ("sheet", "sheet_template"):
        assert client_of("mttq.lucnam").get(address(made, name)).status_code == 404
        assert client_of("canbo.lucnam").get(address(made, name)).status_code == 403
