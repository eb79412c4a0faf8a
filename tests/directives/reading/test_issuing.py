"""Who issued what is cited, as news and letters say it; titles, days and numbers around it."""

from datetime import date

import pytest

from directives.reading import Relation, read


@pytest.mark.parametrize(
    ("said", "issuer", "day"),
    [
        (
            "Thay mặt Ban Bí thư, Thường trực Ban Bí thư Lý Văn Thông đã ký ban hành Chỉ thị số 31-CT/TW"
            " ngày 23/11/2023 về tiếp dân.",
            "Ban Bí thư",
            date(2023, 11, 23),
        ),
        (
            "Thay mặt Bộ Chính trị, đồng chí Lý Văn Thông, Ủy viên Bộ Chính trị, vừa ký Kết luận số 31-KL/TW"
            " ngày 23/11/2023.",
            "Bộ Chính trị",
            date(2023, 11, 23),
        ),
        (
            "Ngày 23/11/2023, thừa lệnh Chủ tịch UBND tỉnh, Chánh Văn phòng UBND tỉnh Lý Văn Thông đã ký ban hành"
            " văn bản số 318/UBND-NC về tiếp dân.",
            "Chủ tịch UBND tỉnh",
            date(2023, 11, 23),
        ),
        (
            "Đó là chỉ đạo của UBND tỉnh đối với các sở, ban, ngành, UBND các huyện, thị xã tại Công văn số"
            " 407/UBND-NC ngày 23/11/2023.",
            "UBND tỉnh",
            date(2023, 11, 23),
        ),
        (
            "UBND tỉnh vừa ban hành Kế hoạch tổ chức Ngày hội đối thoại trên địa bàn"
            " (Kế hoạch số 203/KH-UBND, ngày 23/11/2023).",
            "UBND tỉnh",
            date(2023, 11, 23),
        ),
        (
            "Thực hiện nhiệm vụ UBND tỉnh giao tại Công văn số 407/UBND-NC ngày 23/11/2023, Sở Y tế báo cáo.",
            "UBND tỉnh",
            date(2023, 11, 23),
        ),
        (
            "Thực hiện nhiệm vụ Ban Bí thư giao (Kế hoạch số 31-KH/TW, ngày 23/11/2023), đơn vị báo cáo.",
            "Ban Bí thư",
            date(2023, 11, 23),
        ),
        (
            "Tại mục 4 Quy định 31-QĐ/TW năm 2023 thi hành Điều lệ Hội do Ban Bí thư ban hành có nêu rõ.",
            "Ban Bí thư",
            None,
        ),
        (
            "Nghị quyết số 31/NQ-HĐND ngày 23/11/2023 ban hành bởi HĐND huyện Hà Khê đã có hiệu lực.",
            "HĐND huyện Hà Khê",
            date(2023, 11, 23),
        ),
        (
            "Quyết định số 31/QĐ-UBND ngày 23/11/2023 của UBND tỉnh Phê duyệt Đề án một cửa.",
            "UBND tỉnh",
            date(2023, 11, 23),
        ),
        (
            "Văn phòng Chính Phủ đã có Thông báo số 31/TB-VPCP ngày 23/11/2023.",
            "Văn phòng Chính Phủ",
            date(2023, 11, 23),
        ),
        (
            "Theo Hướng dẫn số 31-HD/BTCTW ngày 23/11/2023 của Ban Tổ chức TW về sinh hoạt chi bộ.",
            "Ban Tổ chức TW",
            date(2023, 11, 23),
        ),
    ],
)
def test_who_issued_it(said: str, issuer: str, day: date | None) -> None:
    (citation,) = read(said).citations
    assert (citation.issuer, citation.issued_on) == (issuer, day)


def test_who_signs_for_nobody_has_no_other_issuer() -> None:
    (citation,) = read("Ông Lý Văn Thông đã ký ban hành Chỉ thị số 31-CT/TW.").citations
    assert citation.issuer is None


def test_two_of_one_kind_joined_by_and_share_the_day_behind() -> None:
    said = (
        "Căn cứ Quyết định số 21-QĐ/TW và Quyết định số 22-QĐ/TW ngày 12/12/2013 của Bộ Chính trị;"
    )
    assert {citation.issued_on for citation in read(said).citations} == {date(2013, 12, 12)}


def test_a_report_for_checking_is_a_report() -> None:
    said = "Xét Công văn số 22/SNV-CCHC ngày 28/9/2018 và Báo cáo thẩm định số 18/BCTĐ-STP ngày 25/5/2018."
    assert [citation.kind for citation in read(said).citations] == ["công văn", "báo cáo"]


def test_what_a_letter_of_a_day_without_a_year_is_about_only_cites() -> None:
    said = (
        "UBND tỉnh có Công văn số 407/UBND-NC ngày 19/6 về tiếp tục thực hiện Chỉ thị số 16/CT-TTg."
    )
    assert [citation.relation for citation in read(said).citations] == [Relation.CITES] * 2


def test_a_blank_lost_before_the_day_hides_neither_law_nor_number() -> None:
    said = (
        "Căn cứ Luật Tiếp công dânngày 25 tháng 11 năm 2013;\n"
        "Căn cứ Thông báo số 70-TB/TWngày 06 tháng 01 năm 2012 của Ban Bí thư;\n"
    )
    reading = read(said)
    (citation,) = reading.citations
    (law,) = reading.named
    assert (citation.number, citation.issued_on) == ("70-TB/TW", date(2012, 1, 6))
    assert reading.text[citation.start : citation.end] == "70-TB/TW"
    assert (law.title, reading.text[law.start : law.end]) == (
        "Luật Tiếp công dân",
        "Luật Tiếp công dân",
    )


def test_a_number_shouted_in_a_title_is_spelt_as_in_the_text() -> None:
    said = (
        "BAN DÂN VẬN TỈNH ỦY\n*\nSố 06-HD/BDVTU\nHà Khê, ngày 18 tháng 12 năm 2018\nHƯỚNG DẪN\n"
        "THỰC HIỆN QUY ĐỊNH SỐ 07-QĐI/TW\nTheo Quy định số 07-QĐi/TW ngày 28/8/2018, nay yêu cầu:\n"
    )
    assert [citation.number for citation in read(said).citations] == ["07-QĐi/TW"]


def test_an_own_number_that_lost_its_hyphen_in_the_head_is_still_its_own() -> None:
    said = (
        "ĐẢNG BỘ HUYỆN THANH LÂM\nĐẢNG ỦY XÃ HÀ KHÊ\n*\nSố 09 KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Hà Khê, ngày 24 tháng 11 năm 2020\nKẾ HOẠCH\nkiểm tra năm 2021\n"
        "Căn cứ Hướng dẫn số 10-HD/HU;\nKèm theo Kế hoạch số 09-KH/ĐU này là lịch kiểm tra.\n"
    )
    assert [citation.number for citation in read(said).citations] == ["10-HD/HU"]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("kiểm điểm theo nghị quyết trung ương 4 (khóa XI)", "nghị quyết trung ương 4 (khóa XI)"),
        (
            "Hiến pháp Nước Cộng hòa xã hội chủ nghĩa Việt Nam quy định",
            "Hiến pháp Nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
    ],
)
def test_a_title_in_other_letters_is_one(said: str, title: str) -> None:
    assert [law.title for law in read(f"Đơn vị {said}.").named] == [title]


def test_plenum_resolutions_at_large_are_none() -> None:
    assert read("Quán triệt các nghị quyết Trung ương khóa XII.").named == ()


def test_what_an_organ_has_just_issued_is_no_order_to_it() -> None:
    said = "UBND thành phố vừa ban hành Chỉ thị số 02/CT-UBND, với yêu cầu coi dân vận là việc của mọi cấp."
    assert not any("vừa" in actor for duty in read(said).duties for actor in duty.actors)


@pytest.mark.parametrize(
    "issuer",
    [
        "Ban Bí thư Trung ương Đoàn",
        "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
        "Ban Thường vụ Trung ương Hội Nông dân Việt Nam",
        "Ban chấp hành trung ương",
    ],
)
def test_a_union_s_central_body_is_named_whole(issuer: str) -> None:
    said = f"Căn cứ Kế hoạch số 29-KH/TWĐTN ngày 14/7/2021 của {issuer} về đối thoại;"
    (citation,) = read(said).citations
    assert citation.issuer == issuer


def test_a_year_stands_before_issuer_and_title() -> None:
    said = (
        "- Chỉ thị 05-CT/TW năm 2016 của Bộ Chính trị\n"
        "- Kết luận 01-KL/TW năm 2021 về tiếp tục thực hiện Chỉ thị 06-CT/TW"
    )
    citations = read(said).citations
    assert [citation.issuer for citation in citations] == ["Bộ Chính trị", None, None]
    assert [citation.relation for citation in citations] == [Relation.CITES] * 3


def test_a_dot_in_a_symbol_is_the_number_s() -> None:
    (citation,) = read(
        "Căn cứ Quyết định số 136/2001/QĐ.TTg ngày 17/9/2001 của Thủ tướng;"
    ).citations
    assert (citation.number, citation.kind) == ("136/2001/QĐ.TTg", "quyết định")
