"""Who issued what is cited, as collections and news say it, and what a title says the document itself does."""

from datetime import date

import pytest

from directives.reading import read


def issuers(text: str) -> dict[str, str | None]:
    return {citation.number: citation.issuer for citation in read(text).citations}


def test_organ_that_leads_a_list_issued_each_of_it() -> None:
    assert issuers(
        "Thực hiện các Nghị quyết của Hội đồng nhân dân tỉnh: số 12/NQ-HĐND ngày 05/3/2020 về kênh; 15/NQ-HĐND "
        "ngày 06/4/2020 về hồ; số 19/NQ-HĐND về đê và Công văn số 7/SXD-KH về đường."
    ) == {
        "12/NQ-HĐND": "Hội đồng nhân dân tỉnh",
        "15/NQ-HĐND": "Hội đồng nhân dân tỉnh",
        "19/NQ-HĐND": "Hội đồng nhân dân tỉnh",
        "7/SXD-KH": None,
    }


def test_organ_of_a_list_issued_nothing_in_the_next_sentence() -> None:
    text = (
        "Thực hiện các Nghị quyết của Hội đồng nhân dân tỉnh: số 12/NQ-HĐND về kênh. Ngoài ra, đã tổng kết việc "
        "thực hiện các nội dung khác; số 19/NQ-HĐND về đê."
    )
    assert issuers(text)["19/NQ-HĐND"] is None


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        ("Kế hoạch số 6/KH-HĐTĐKT của Hội đồng Thi đua - Khen thưởng Trung ương,",
         "Hội đồng Thi đua - Khen thưởng Trung ương"),
        ("Thông tư số 2/2019/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ về kho",
         "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"),
        ("Công văn số 28/CCTTHC của Tổ công tác chuyên trách cải cách của Thủ tướng Chính phủ về",
         "Tổ công tác chuyên trách cải cách của Thủ tướng Chính phủ"),
        ("Thông tư số 14/2002/TTLT-BTC-BNV của liên Bộ: Tài chính - Nội vụ, ngày 06/12/2002",
         "liên Bộ: Tài chính - Nội vụ"),
        ("sau khi có ý kiến của Bộ Lao động - Thương binh và xã hội tại công văn số 4/LĐTBXH-TL",
         "Bộ Lao động - Thương binh và xã hội"),
        ("có ý kiến của Sở Y tế tại công văn số 4/SYT-KH và của Ban Tổ chức Tỉnh ủy tại công văn số 9-CV/BTCTU",
         "Ban Tổ chức Tỉnh ủy"),
        ("Nghị quyết 85/2014/QH13 về phiếu tín nhiệm đối với người do Hội đồng bầu của Quốc hội ban hành",
         "Quốc hội"),
        ("Chủ tịch UBND tỉnh Vũ Văn Kênh vừa ký ban hành Công văn số 25/UBND-NC về đê", "Chủ tịch UBND tỉnh"),
        ("Chủ tịch UBND TP Cần Thơ đã ký ban hành Công văn số 25/UBND-NC về đê", "Chủ tịch UBND TP Cần Thơ"),
    ],
)  # fmt: skip
def test_issuer_is_named_as_written(said: str, issuer: str) -> None:
    assert read(said).citations[-1].issuer == issuer


def test_day_behind_a_joint_issuer_is_the_day() -> None:
    (found,) = read(
        "Thông tư số 14/2002/TTLT-BTC-BNV của liên Bộ: Tài chính - Nội vụ, ngày 06/12/2002"
    ).citations
    assert found.issued_on == date(2002, 12, 6)


def test_title_says_what_the_document_itself_does() -> None:
    found = read(
        "Nghị quyết 18/2025/NQ-HĐND sửa đổi Điều 1 Nghị quyết 64/2017/NQ-HĐND về công tác phí đã được sửa đổi tại "
        "Nghị quyết 29/2024/NQ-HĐND\nHỘI ĐỒNG NHÂN DÂN\nTỈNH SÔNG LAM\nSố: 18/2025/NQ-HĐND\nNGHỊ QUYẾT\n"
        "Về công tác phí"
    ).citations
    assert [(item.number, item.relation.value) for item in found] == [
        ("64/2017/NQ-HĐND", "amends"),
        ("29/2024/NQ-HĐND", "cites"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân",
        "Luật Hoạt động giám sát của Quốc hội và HĐND",
        "Pháp lệnh hợp nhất văn bản quy phạm pháp luật",
    ],
)
def test_title_of_a_law_is_whole(title: str) -> None:
    assert [law.title for law in read(f"Căn cứ {title} ngày 03/6/2008;").named] == [title]


def test_legal_norms_in_capitals_are_no_law() -> None:
    assert not read(
        "QUY ĐỊNH SOẠN VĂN BẢN QUY PHẠM PHÁP LUẬT CỦA BỘ\nCông Thương và các đơn vị"
    ).named


def test_organ_that_issued_several_papers_issued_each() -> None:
    assert issuers(
        "Ban Thường vụ Huyện ủy đã ban hành các văn bản: Chỉ thị số 32-CT/HU ngày 16/3/2020 về đê; Nghị quyết số "
        "02-NQ/HU ngày 26/12/2021 về giao đất."
    ) == {"32-CT/HU": "Ban Thường vụ Huyện ủy", "02-NQ/HU": "Ban Thường vụ Huyện ủy"}


def test_title_that_sticks_to_the_organ_is_no_part_of_it() -> None:
    text = (
        "Chỉ thị số 32-CT/TW ngày 09/12/2003 của Ban Bí thư Trung ương Đảngvề tăng cường kỷ cương"
    )
    assert issuers(text) == {"32-CT/TW": "Ban Bí thư Trung ương Đảng"}
