"""The main job, from a pasted directive to the verified report, done in a browser by the cast.

The tests are one story in order; each step needs those before it.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.journey import commune, figures, front, province, reporting
from tests.journey.conftest import DAY_OF_WORK, JUST_BEFORE_THE_SCHEDULER
from tests.journey.desk import Desk, sit_down
from tests.journey.texts import pasted
from tests.journey.town import Town

pytestmark = pytest.mark.browser

ACCOUNT, MODEL = "trước ngày 30/11", "mỗi xã, phường, thị trấn"
CAMPAIGN = "Ý kiến người dân về bộ phận một cửa"
TITLE = "Kết quả công tác dân vận của chính quyền"
NOTE = f"Tỷ lệ hài lòng; {CAMPAIGN}; đã công bố 19/11/2025"
EVIDENCE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
VISITS = (
    commune.Visit(
        "kien-nghi", kind="3", number="024183004711", who="Giáp Văn Thử", place="tổ dân phố 3",
        summary="Đề nghị sửa đường vào nhà văn hóa", outcome="4",
    ),
    commune.Visit(
        "phan-anh", kind="4", number="024180001234", who="Chu Thị Nhiệm", place="thôn Đông",
        summary="Phản ánh nước thải chảy ra mương", outcome="5", day="17/11/2025", people=6,
    ),
    commune.Visit("to-cao", kind="2", summary="Thu khoản đóng góp ngoài quy định", outcome="1"),
)  # fmt: skip


@dataclass
class Story:
    """What one step tells the next, and all that was noticed on the way."""

    town: Town
    browser: Browser
    noticed: list[str] = field(default_factory=list)
    address: str = ""
    programs: ExitStack = field(default_factory=ExitStack)
    known: dict[str, str] = field(default_factory=dict)

    def open_on(self, at: datetime) -> None:
        """Start the programs, on another day than before."""
        self.programs.close()
        self.address = self.programs.enter_context(self.town.open_on(at))

    def desk(self, username: str) -> Desk:
        return sit_down(self.browser, self.address, username, self.noticed)


@pytest.fixture(scope="module")
def story(town: Town, chromium: Browser) -> Iterator[Story]:
    told = Story(town, chromium)
    with told.programs:
        told.open_on(DAY_OF_WORK)
        yield told


def test_the_province_pastes_a_directive_of_a_province_that_is_no_more(story: Story) -> None:
    desk = story.desk("sonoivu")
    for number, text in enumerate(pasted().values()):
        story.known["directive"] = province.paste_and_review(desk, text, name=str(number))


def test_the_province_gives_two_duties_to_every_commune(story: Story) -> None:
    desk = story.desk("sonoivu")
    for words, due in ((ACCOUNT, "29/11/2025"), (MODEL, "31/12/2025")):
        story.known[words] = province.give_to_every_commune(
            desk, story.known["directive"], words, due=due, period="Năm 2025"
        )
    province.look_at_the_board(desk, total=2 * province.COMMUNES)


def test_a_commune_acknowledges_and_reports_with_evidence(story: Story, tmp_path: Path) -> None:
    desk, paper = story.desk("canbo.lucnam"), tmp_path / "bien-ban.pdf"
    paper.write_bytes(EVIDENCE)
    desk.look("bat-dau-canbo")
    story.known["assignment"] = commune.open_work(desk, story.known[ACCOUNT])
    desk.look("nhiem-vu-moi-giao")
    commune.acknowledge(desk)
    story.known["evidence"] = commune.report_completion(desk, "Đã gửi bản tự đánh giá.", paper)
    commune.open_work(desk, story.known[MODEL])
    commune.acknowledge(desk)
    commune.report_progress(desk, 60, "Đã chọn tổ dân phố làm điểm.")
    desk.look("nhiem-vu-dang-lam")


def test_an_official_logs_three_visits_by_keyboard(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = story.desk("canbo.lucnam")
    for visit in VISITS:
        typed = commune.log_visit(desk, visit)
        with capsys.disabled():
            print(f"\n{visit.name}: {typed.told()}")  # noqa: T201 - the measure that was asked for
        assert typed.seconds_of_a_person < 60
        story.known[visit.name] = desk.page.url.removeprefix(story.address)
        desk.look(f"luot-tiep-{visit.name}")


def test_of_a_denouncer_nothing_is_kept(story: Story) -> None:
    desk = story.desk("canbo.lucnam")
    desk.open(story.known["to-cao"])
    desk.told("Theo sổ riêng.")
    with psycopg.connect(story.town.database) as connection:
        kept = connection.execute(
            "SELECT count(*) FROM receptions_visitor WHERE reception_id = %s",
            [int(story.known["to-cao"].strip("/").split("/")[-1])],
        ).fetchone()
    assert kept == (0,)


def test_the_register_shows_the_visits_in_their_order(story: Story) -> None:
    desk = story.desk("canbo.lucnam")
    desk.open("/tiep-cong-dan/")
    desk.told("Theo sổ riêng")
    desk.look("so-tiep-cong-dan")


def test_the_fronts_ask_thirty_people_and_publish(story: Story) -> None:
    province_front, commune_front = story.desk("mttq.tinh"), story.desk("mttq.lucnam")
    campaign = front.open_campaign(
        province_front, CAMPAIGN, starts="19/11/2025", ends="31/12/2025", commune="Phường Lục Nam"
    )
    front.print_ballots(commune_front, campaign)
    story.known["batch"] = front.open_batch(commune_front, campaign, code="LN-01")
    front.enter_ballots(commune_front)
    front.enter_again(province_front, story.known["batch"])
    commune_front.open(story.known["batch"])
    front.confirmed(commune_front, "Khóa tập", "30 phiếu, khớp đếm tay")
    commune_front.look("khao-sat-tap-da-khoa")
    front.publish(province_front, campaign)
    front.export_results(province_front, campaign)
    story.known["campaign"] = campaign


def test_the_province_accepts_the_work_that_waits(story: Story) -> None:
    desk = story.desk("sonoivu")
    province.accept_what_waits(desk)
    province.look_at_the_board(desk, total=2 * province.COMMUNES)


def test_a_year_later_the_scheduler_has_opened_the_report(story: Story) -> None:
    story.open_on(JUST_BEFORE_THE_SCHEDULER)
    desk = story.desk("canbo.lucnam")
    story.known["report"] = reporting.wait_for_report(desk, TITLE)
    desk.look("bao-cao-nhap")
    reporting.write(desk, "Đặng Quốc Hưng, Lục Nam: đã làm tốt", number="125")
    desk.press("Trình lãnh đạo ký")
    desk.told("Đã trình lãnh đạo ký.")


def test_the_leader_signs_and_the_pdf_says_what_was_entered(story: Story) -> None:
    desk = story.desk("lanhdao.lucnam")
    desk.look("bat-dau-lanhdao")
    desk.follow(TITLE)
    reporting.sign(desk)
    desk.look("bao-cao-da-ky")
    text = reporting.text_of(reporting.fetched(desk, "PDF"))
    story.known["digest"] = re.findall(r"\b[0-9a-f]{64}\b", text)[0]
    for words in ("ỦY BAN NHÂN DÂN PHƯỜNG LỤC NAM", "Số: 125/BC-UBND", "đã làm tốt, mục 4."):
        assert words in text
    figures.same(text, VISITS, NOTE, given=2, done=1)


def test_the_province_reports_on_all_its_communes(story: Story) -> None:
    desk = story.desk("sonoivu")
    reporting.wait_for_report(desk, TITLE)
    reporting.write(desk, "Toàn thành phố đã làm tốt", number="310")
    reporting.sign(desk)
    desk.look("bao-cao-tinh-da-ky")
    text = reporting.text_of(reporting.fetched(desk, "PDF"))
    figures.same(text, VISITS, NOTE, given=2 * province.COMMUNES, done=1)
    assert "Phường Lục Nam Đúng hạn 23/11/2026 3 2" in text
    desk.open("/bao-cao/san-sang/")
    desk.look("bao-cao-san-sang")


def test_the_province_approves_the_report_of_the_commune(story: Story) -> None:
    desk = story.desk("sonoivu")
    desk.open(story.known["report"])
    desk.press("Duyệt")
    desk.told("Đã duyệt báo cáo.")
    desk.look("bao-cao-da-duyet")


def test_the_printed_digest_is_verified_by_anybody(story: Story) -> None:
    page = story.browser.new_context().new_page()
    desk = Desk(page, story.address, story.noticed)
    desk.open(f"/xac-minh/{story.known['digest']}/")
    desk.told("Cổng đã lưu một báo cáo có đúng mã này.")
    desk.look("xac-minh")
    desk.open("/xac-minh/?ma=%20")
    page.get_by_label("Mã kiểm tra").fill("0" * 64)


@pytest.mark.parametrize("username", ["canbo.bacgiang", "canbo.trian"])
def test_officials_of_other_communes_find_none_of_it(story: Story, username: str) -> None:
    desk = story.desk(username)
    known = story.known
    visits = [known[visit.name] for visit in VISITS]
    files = [known["evidence"], f"{known['report']}tep/pdf/"]
    results = f"{known['campaign']}ket-qua/"
    for path in (*visits, known["assignment"], known["report"], *files, results, known["batch"]):
        status = desk.page.request.get(story.address + path).status
        assert status == 404 or (path == known["batch"] and status == 403), path


def test_a_directive_is_read_in_its_province_and_nowhere_else(story: Story) -> None:
    found = {
        name: story.desk(name).page.request.get(story.address + story.known["directive"]).status
        for name in ("canbo.bacgiang", "canbo.trian")
    }
    assert found == {"canbo.bacgiang": 200, "canbo.trian": 404}


def test_no_page_of_the_journey_gave_cause_for_complaint(story: Story) -> None:
    if story.noticed:
        pytest.fail("\n".join(sorted(set(story.noticed))))
