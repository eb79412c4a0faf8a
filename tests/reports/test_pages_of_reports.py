"""Who reads what of whose report, and what the pages cost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.access import Scope
from portal.files.actions import keep_bytes
from portal.files.rules import FileKind
from portal.jobs.models import Job
from portal.reports import actions
from portal.reports.models import Report
from tests.reports.conftest import CHAIRMAN, ON, WORDS, write
from tests.reports.pages import links, page_of, queries

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Visit = Callable[..., None]


# --- who ---


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("canbo.lucnam", 200), ("lanhdao.lucnam", 200), ("diaban.lucnam", 200), ("sonoivu", 200),
        ("canbo.bacgiang", 404), ("canbo.trian", 404), ("mttq.lucnam", 403), ("quantri", 403),
    ],
)  # fmt: skip
def test_a_sent_report_is_read_by_its_commune_and_those_who_watch(
    sent: Report, client_of: ClientOf, username: str, status: int
) -> None:
    page_of(client_of(username), sent.get_absolute_url(), status)


@pytest.mark.parametrize("username", ["diaban.lucnam", "sonoivu"])
def test_who_watches_sees_of_a_draft_its_state_and_due_date_alone(
    written: Report, client_of: ClientOf, username: str
) -> None:
    page = page_of(client_of(username), written.get_absolute_url())
    assert "Đang soạn" in page
    assert "29/11/2026" in page
    assert WORDS not in page
    assert "Tổng số lượt tiếp" not in page
    page_of(client_of(username), reverse("reports:files", args=[written.pk]), 404)


def test_who_watches_reads_a_sent_report_without_links_into_the_commune(
    sent: Report, client_of: ClientOf
) -> None:
    page = page_of(client_of("sonoivu"), sent.get_absolute_url())
    assert WORDS in page
    assert not [href for href in links(page) if "/tiep-cong-dan/" in href]


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_every_number_of_ones_own_report_opens_its_rows(
    written: Report, leader: Scope, client_of: ClientOf, visit: Visit, state: str
) -> None:
    visit()
    if state == "sent":
        version = written.version
        actions.sign(report=written, version=version, signed_as=CHAIRMAN, by=leader, on=ON)
    client = client_of("lanhdao.lucnam")
    hrefs = {h for h in links(page_of(client, written.get_absolute_url())) if "tu=" in h}
    assert len(hrefs) > 10
    assert {client.get(href).status_code for href in hrefs} == {200}


def test_every_link_of_the_provinces_own_draft_opens(
    province_draft: Report, client_of: ClientOf
) -> None:
    client = client_of("sonoivu")
    hrefs = {h for h in links(page_of(client, province_draft.get_absolute_url())) if "tu=" in h}
    assert hrefs
    assert {client.get(href).status_code for href in hrefs} == {200}


@pytest.mark.parametrize(
    ("username", "status"),
    [("canbo.lucnam", 200), ("sonoivu", 200), ("canbo.bacgiang", 404), ("canbo.trian", 404)],
)
def test_a_file_is_read_by_who_reads_its_report(
    sent: Report, client_of: ClientOf, username: str, status: int
) -> None:
    organisation_id = sent.organisation_id
    sent.pdf = keep_bytes(
        b"%PDF-1.7\n", name="a.pdf", kind=FileKind.PDF, organisation_id=organisation_id
    )
    sent.save()
    answer = client_of(username).get(reverse("reports:download", args=[sent.pk, "pdf"]))
    assert answer.status_code == status
    answer.close()


@pytest.mark.parametrize("suffix", ["docx", "exe", "frozen"])
def test_a_file_that_is_not_there_is_404(sent: Report, client_of: ClientOf, suffix: str) -> None:
    page_of(client_of("canbo.lucnam"), reverse("reports:download", args=[sent.pk, suffix]), 404)


def test_a_province_reviews_no_report_of_its_own(
    province_draft: Report, province: Scope, client_of: ClientOf
) -> None:
    write(province_draft, province)
    version = province_draft.version
    actions.sign(report=province_draft, version=version, signed_as="GIÁM ĐỐC", by=province, on=ON)
    answer = client_of("sonoivu").post(
        reverse("reports:approve", args=[province_draft.pk]), {"version": version + 1}
    )
    assert answer.status_code == 404


# --- writing ---


def typed(report: Report, **changes: str) -> dict[str, str]:
    words = {f"muc_{section.key}": WORDS for section in report.outline.written}
    return {"version": str(report.version), "number": "", "issued_on": "", **words, **changes}


def test_the_page_for_writing_names_what_is_missing(draft: Report, client_of: ClientOf) -> None:
    page = page_of(client_of("canbo.lucnam"), reverse("reports:write", args=[draft.pk]))
    assert page.count("Chưa viết:") == 7
    assert "data-guard" in page


def test_what_is_typed_is_kept_and_a_different_number_is_warned_of(
    draft: Report, client_of: ClientOf, visit: Visit
) -> None:
    visit()
    client, path = client_of("canbo.lucnam"), reverse("reports:write", args=[draft.pk])
    answer = client.post(path, typed(draft, so_tcd_1="1.676", stay="1"))
    assert answer["Location"] == path
    page = page_of(client, path)
    assert "đơn vị ghi <strong>1.676</strong>, hệ thống tính <strong>1</strong>" in page
    assert "ghi <strong>1.676</strong>, tổng các phần là <strong>1</strong>" in page
    assert "Đủ các mục phải viết" not in page


@pytest.mark.parametrize("bad", [{"so_tcd_1": "nhiều"}, {"so_tcd_1": "-1"}, {"issued_on": "32/1"}])
def test_nothing_typed_is_lost_when_something_is_wrong(
    draft: Report, client_of: ClientOf, bad: dict[str, str]
) -> None:
    path = reverse("reports:write", args=[draft.pk])
    answer = client_of("canbo.lucnam").post(path, typed(draft, **bad))
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert next(iter(bad.values())) in answer.content.decode()


def test_who_saves_over_another_is_told_and_keeps_the_text(
    draft: Report, official: Scope, client_of: ClientOf
) -> None:
    stale = typed(draft, muc_plan="Chữ của người thứ hai.")
    write(draft, official)
    answer = client_of("lanhdao.lucnam").post(reverse("reports:write", args=[draft.pk]), stale)
    assert answer.status_code == 422
    assert "Có người vừa sửa báo cáo này" in answer.content.decode()
    assert "Chữ của người thứ hai." in answer.content.decode()


def test_a_sent_report_is_not_written_any_more(sent: Report, client_of: ClientOf) -> None:
    page_of(client_of("canbo.lucnam"), reverse("reports:write", args=[sent.pk]), 404)


# --- files ---


def test_the_part_with_the_files_asks_again_until_they_are_there(
    sent: Report, client_of: ClientOf, make: Callable[[Report], Job]
) -> None:
    client, path = client_of("canbo.lucnam"), reverse("reports:files", args=[sent.pk])
    waiting = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{path}"' in waiting
    assert "<html" not in waiting
    make(sent)
    done = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in done
    assert links(f"<main>{done}</main>") == [
        reverse("reports:download", args=[sent.pk, suffix]) for suffix in ("pdf", "docx", "xlsx")
    ]


def test_without_script_the_files_have_a_page_of_their_own(
    sent: Report, client_of: ClientOf, make: Callable[[Report], Job]
) -> None:
    client, path = client_of("canbo.lucnam"), reverse("reports:files", args=[sent.pk])
    assert path in links(page_of(client, path))
    make(sent)
    assert "PDF theo Nghị định 30" in page_of(client, path)


# --- what they cost ---


def test_the_list_costs_the_same_with_two_rows_and_with_twenty(
    draft: Report, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")

    def add(years: range) -> None:
        for year in years:
            draft.pk, draft.year = None, year
            draft.save(force_insert=True)

    add(range(2024, 2025))
    two = queries(client, "/bao-cao/")
    add(range(2006, 2024))
    assert queries(client, "/bao-cao/") == two


def test_a_province_of_99_communes_is_counted_in_as_many_queries_as_one_commune(
    draft: Report, province_draft: Report
) -> None:
    from portal.reports.figures import figures_of

    with CaptureQueriesContext(connection) as one:
        figures_of(draft, on=ON)
    with CaptureQueriesContext(connection) as all_of_them:
        figures_of(province_draft, on=ON)
    assert len(all_of_them) == len(one) + 1  # which communes they are


# --- the province's report ---


def test_a_province_counts_all_its_communes_and_shows_what_each_sent(
    sent: Report, province_draft: Report, province: Scope, visit: Visit
) -> None:
    visit(date(2026, 11, 10))
    write(province_draft, province)
    actions.sign(
        report=province_draft, version=province_draft.version, signed_as="GIÁM ĐỐC",
        by=province, on=ON,
    )  # fmt: skip
    assert province_draft.frozen is not None
    visits = {row["key"]: row for row in province_draft.frozen["figures"]["receptions"]}["tcd_1"]
    assert (visits["value"], visits["href"]) == (1, "")
    lines = {row["name"]: row for row in province_draft.frozen["communes"]}
    assert len(lines) == 99
    assert lines["Phường Lục Nam"] == {
        "name": "Phường Lục Nam", "state": "Đúng hạn", "day": "23/11/2026", "visits": 0,
        "assignments": 0,
    }  # fmt: skip
    assert lines["Phường Bắc Giang"]["state"] == "Chưa gửi"


# --- verification ---


def test_a_printed_digest_is_verified_by_anybody(sent: Report) -> None:
    page = page_of(Client(), reverse("reports:verify", args=[sent.digest]))
    assert "UBND phường Lục Nam" in page
    assert WORDS not in page


@pytest.mark.parametrize("digest", ["0" * 64, "abc", "khong-co"])
def test_an_unknown_digest_is_said_to_be_unknown(prepared: None, digest: str) -> None:
    assert "Không khớp" in page_of(Client(), reverse("reports:verify", args=[digest]), 404)


def test_a_digest_typed_with_blanks_finds_its_report(sent: Report) -> None:
    spaced = " ".join(sent.digest[i : i + 8].upper() for i in range(0, 64, 8))
    answer = Client().get(reverse("reports:verify_form"), {"ma": spaced})
    assert answer["Location"] == reverse("reports:verify", args=[sent.digest])


def test_drafts_have_no_digest_to_be_found_by(draft: Report) -> None:
    assert draft.digest == ""
    assert "Không khớp" not in page_of(Client(), reverse("reports:verify_form"))
