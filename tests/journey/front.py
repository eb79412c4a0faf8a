"""What the Front committees do: a campaign, thirty paper ballots on the keyboard, the results."""

from playwright.sync_api import expect

from tests.journey.desk import Desk

SHEET = "Phiếu khảo sát lấy ý kiến của người dân đối với công chức"
# Eleven questions with one answer each; the last but one is the index: 12 very content, 12 content,
# 3 neither, 3 not.
INDEXED = ["1"] * 12 + ["2"] * 12 + ["3"] * 3 + ["4"] * 3
BALLOTS = [f"{1 + n % 4}{1 + n % 2}{1 + n % 6}121111{index}2" for n, index in enumerate(INDEXED)]
GOOD = sum(index in "12" for index in INDEXED)


def open_campaign(desk: Desk, title: str, *, starts: str, ends: str, commune: str) -> str:
    """Open a campaign over one commune; return its address."""
    desk.open("/khao-sat/")
    desk.look("khao-sat-trong")
    desk.follow("Lập đợt")
    desk.page.get_by_label("Tên đợt khảo sát").fill(title)
    version = desk.page.get_by_label("Phiếu hỏi")
    label = version.locator("option").filter(has_text=SHEET).first.inner_text()
    version.select_option(label=label)
    desk.page.get_by_label("Từ ngày").fill(starts)
    desk.page.get_by_label("Đến hết ngày").fill(ends)
    desk.page.get_by_label("Nhập lần hai").select_option("15")  # five of thirty
    desk.page.get_by_label("Tìm trong danh sách").fill("luc nam")
    desk.page.get_by_label(commune, exact=True).check()
    desk.look("khao-sat-lap")
    desk.press("Lập đợt khảo sát")
    desk.page.get_by_label(commune).fill("4.000")
    desk.look("khao-sat-khung-mau")
    desk.press("Ghi tổng số")
    expect(desk.page.get_by_role("heading", name=title)).to_be_visible()
    desk.look("khao-sat-dot")
    return desk.page.url.removeprefix(desk.address)


def open_batch(desk: Desk, campaign: str, *, code: str) -> str:
    """Take in a counted stack of paper; return the address of its grid."""
    desk.open("/")
    desk.look("bat-dau-mttq")
    desk.open(f"{campaign}nhap/")
    desk.page.get_by_label("Mã tập").fill(code)
    desk.page.get_by_label("Số phiếu đếm tay").fill(str(len(BALLOTS)))
    desk.look("khao-sat-nhan-tap")
    desk.press("Bắt đầu nhập")
    return desk.page.url.removeprefix(desk.address)


def print_ballots(desk: Desk, campaign: str) -> None:
    """Print the thirty ballots of the batch as one file."""
    desk.open(f"{campaign}in-phieu/")
    desk.look("khao-sat-in-phieu")
    desk.page.get_by_label("Mã tập").fill("LN-01")
    desk.page.get_by_label("Số phiếu", exact=True).fill(str(len(BALLOTS)))
    with desk.page.expect_download() as started:
        desk.press("Tải tệp PDF")
    assert started.value.path().read_bytes().startswith(b"%PDF")


def export_results(desk: Desk, campaign: str) -> None:
    """Take the published results as a workbook."""
    answer = desk.page.request.get(f"{desk.address}{campaign}ket-qua/bang-tinh/")
    assert answer.body().startswith(b"PK")


def enter_ballots(desk: Desk) -> None:
    """Type every ballot: its digits and Enter, nothing else; the first box has the focus."""
    expect(desk.page.locator("input[data-code]").first).to_be_focused()
    for place, ballot in enumerate(BALLOTS):
        desk.page.keyboard.type(ballot)
        if place == len(BALLOTS) // 2:
            desk.look("khao-sat-nhap-phieu")
        desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#entry-line")).to_have_text("Đã lưu hết.")
    expect(desk.page.locator("#entry-count")).to_have_text(str(len(BALLOTS)))


def enter_again(desk: Desk, batch: str) -> None:
    """Let the server draw a share, and type each drawn ballot again as another person."""
    desk.open(f"{batch}lan-hai/")
    desk.press("Để máy rút thăm")
    desk.look("khao-sat-rut-phieu-lan-hai")
    heads = desk.page.locator("tbody th").all_inner_texts()
    assert len(heads) == 5
    desk.page.get_by_role("link", name="Nhập phiếu").click()
    for ordinal in heads:
        expect(desk.page.locator("#typing th")).to_have_text(ordinal)
        desk.page.keyboard.type(BALLOTS[int(ordinal) - 1])
        desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("heading", name="Nhập lần hai", exact=True)).to_be_visible()
    desk.look("khao-sat-lan-hai-khop")


def confirmed(desk: Desk, act: str, says: str) -> None:
    """Ask for the act, say yes in the dialog, and read what the page then says."""
    desk.follow(act)
    desk.page.locator("#dialog form.confirm button").first.click()
    desk.told(says)


def publish(desk: Desk, campaign: str) -> None:
    desk.open(campaign)
    confirmed(desk, "Khóa đợt khảo sát", "Đã khóa đợt khảo sát.")
    confirmed(desk, "Công bố kết quả", "Đã công bố kết quả.")
    desk.look("khao-sat-ket-qua")
