"""Kind, date, issuer and relation of a citation."""

from datetime import date

import pytest

from directives.reading import Citation, Relation, read


def cited(text: str) -> dict[str, Citation]:
    return {citation.number: citation for citation in read(text).citations}


@pytest.mark.parametrize(
    "written",
    [
        "12/3/2024",
        "12-3-2024",
        "12.3.2024",
        "ngày 12 tháng 3 năm 2024",
        "ngày 12/3 năm 2024",
        "(ngày 12/03/2024)",
    ],
)
def test_a_date_is_read_in_every_form(written: str) -> None:
    assert cited(f"Theo Chỉ thị số 33-CT/TU {written} của Tỉnh ủy")["33-CT/TU"].issued_on == date(
        2024, 3, 12
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12/3/2024, Ban Thường vụ Tỉnh ủy đã ban hành Chỉ thị số 33-CT/TU.",
        "Chỉ thị ngày 12/3/2024 của Ban Thường vụ Tỉnh ủy (số 33-CT/TU).",
        "Chỉ thị số 33-CT/TU của Ban Thường vụ Tỉnh ủy, ngày 12/3/2024.",
        "Chỉ thị số 33-CT/TU[1] của Ban Thường vụ Tỉnh ủy.\n[1] Ban hành ngày 12/3/2024.",
        "33-CT/TU | 12/3/2024 | Ban Thường vụ Tỉnh ủy",
    ],
)
def test_a_date_is_found_on_either_side(text: str) -> None:
    assert cited(text)["33-CT/TU"].issued_on == date(2024, 3, 12)


@pytest.mark.parametrize(
    "text", ["ngày 22/4", "có hiệu lực từ ngày 01/5/2024", "ngày 31/02/2024", "năm 2024"]
)
def test_what_is_no_date_of_the_document_is_left_out(text: str) -> None:
    assert cited(f"Theo Chỉ thị số 33-CT/TU {text}")["33-CT/TU"].issued_on is None


def test_a_list_shares_date_and_issuer() -> None:
    found = cited("Quyết định số 217-QĐ/TW, 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị")
    assert {c.issued_on for c in found.values()} == {date(2013, 12, 12)}
    assert {c.issuer for c in found.values()} == {"Bộ Chính trị"}


def test_a_date_of_another_year_is_not_shared() -> None:
    found = cited("Nghị định số 15/2020/NĐ-CP và 14/2022/NĐ-CP ngày 27/01/2022 của Chính phủ")
    assert found["15/2020/NĐ-CP"].issued_on is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Công văn số 3129/TTr-SNV", "công văn"),
        ("QĐ số 12/QĐ-UBND", "quyết định"),
        ("Thông báo kết luận số 107-TB/TW", "thông báo"),
        ("Quy định số 41-QĐ/TW", "quy định"),
        ("số 11-QĐi/TW", "quy định"),
        ("các Nghị định: số 61/2018/NĐ-CP", "nghị định"),
        ("Luật Tiếp công dân số 42/2013/QH13", "luật"),
        ("Bộ luật Lao động số 45/2019/QH14", "bộ luật"),
    ],
)
def test_the_kind_is_the_word_before_the_number(text: str, kind: str) -> None:
    assert [citation.kind for citation in read(f"Theo {text}.").citations] == [kind]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Quyết định này thay thế {}.", Relation.SUPERSEDES),
        ("Sửa đổi, bổ sung một số điều của {}.", Relation.AMENDS),
        ("Thay thế cụm từ “a” bằng “b” tại Điều 1 {}.", Relation.AMENDS),
        ("Điều 3 {} được sửa đổi, bổ sung như sau:", Relation.AMENDS),
        ("Bãi bỏ khoản 2 Điều 3 {}.", Relation.REPEALS),
        ("{} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", Relation.REPEALS),
        ("Thông tư này hướng dẫn thi hành {}.", Relation.GUIDES),
        ("Quy chế ban hành kèm theo {}.", Relation.PROMULGATED_WITH),
        ("Căn cứ {};", Relation.LEGAL_BASIS),
        ("Tiếp tục quán triệt {}.", Relation.IMPLEMENTS),
        ("Kế hoạch số 1/KH-UBND để thực hiện {}.", Relation.IMPLEMENTS),
        ("UBND tỉnh đã ban hành {}.", Relation.CITES),
        ("Thực hiện Kết luận số 1-KL/TW về tiếp tục thực hiện {}.", Relation.CITES),
        ("Căn cứ Luật số 1/2013/QH13 được sửa đổi bởi {};", Relation.CITES),
        ("Thực hiện Kế hoạch số 1/KH-UBND (thay thế {}).", Relation.CITES),
        ("Đề nghị Chính phủ bãi bỏ {}.", Relation.CITES),
        ("Theo đề nghị của Sở Nội vụ tại Tờ trình số 9/TTr-SNV về {}.", Relation.CITES),
        ("Giao Sở Nội vụ hướng dẫn thực hiện {}.", Relation.IMPLEMENTS),
    ],
)
def test_the_relation_is_judged_from_the_words_around(text: str, relation: Relation) -> None:
    found = cited(text.format("Quyết định số 77/QĐ-UBND"))
    assert found["77/QĐ-UBND"].relation is relation


def test_one_cue_governs_a_whole_list() -> None:
    found = cited(
        "Thực hiện Chỉ thị số 1-CT/TU về A, Kế hoạch số 2/KH-UBND về B và Kết luận số 3-KL/TU."
    )
    assert {c.relation for c in found.values()} == {Relation.IMPLEMENTS}


def test_the_higher_relation_of_two_mentions_wins() -> None:
    found = cited("Ban hành Chỉ thị số 1-CT/TU.\nCăn cứ Chỉ thị số 1-CT/TU;")
    assert found["1-CT/TU"].relation is Relation.LEGAL_BASIS
    assert len(found["1-CT/TU"].mentions) == 2


def test_bullets_under_a_heading_of_bases_are_bases() -> None:
    found = cited(
        "I. CĂN CỨ PHÁP LÝ\n- Nghị định số 1/2020/NĐ-CP;\n- Quyết định số 2/QĐ-UBND.\n\nII. NỘI DUNG\nUBND xã."
    )
    assert {c.relation for c in found.values()} == {Relation.LEGAL_BASIS}


def test_a_law_named_without_number_is_named_once() -> None:
    text = "Căn cứ Luật Tiếp công dân; Luật Khiếu nại số 02/2011/QH13. Theo Luật Khiếu nại và Luật Tiếp công dân."
    assert [law.title for law in read(text).named] == ["Luật Tiếp công dân"]
    assert len(read(text).named[0].mentions) == 2


@pytest.mark.parametrize(
    "text", ["Hội Luật gia tỉnh", "theo pháp luật", "Luật sư A", "Luật này có hiệu lực"]
)
def test_what_is_no_law_is_not_named(text: str) -> None:
    assert read(text).named == ()


@pytest.mark.parametrize(
    ("text", "number", "relation"),
    [
        (
            "Thực hiện Chỉ thị số 35-CT/TW của Bộ Chính trị và Thông báo kết luận số 19-TB/TW, ngày 09/9/2020",
            "19-TB/TW",
            Relation.IMPLEMENTS,
        ),
        (
            "các Thông tư sau đây hết hiệu lực: Thông tư số 02/2009/TT-BGTVT, Thông tư số 22/2011/TT-BGTVT.",
            "22/2011/TT-BGTVT",
            Relation.REPEALS,
        ),
        (
            "Đồng ý về chủ trương ban hành Quy chế phối hợp thay thế Quy chế số 04-QC/TU.",
            "04-QC/TU",
            Relation.CITES,
        ),
        (
            "3 | Công bố quy hoạch theo Nghị định số 148/2020/NĐ-CP | Sở Xây dựng | Trước 31/10/2023",
            "148/2020/NĐ-CP",
            Relation.CITES,
        ),
    ],
)
def test_a_relation_is_read_in_lists_rows_and_plans(
    text: str, number: str, relation: Relation
) -> None:
    assert cited(text)[number].relation is relation


def test_a_deadline_in_the_cell_before_is_no_date_of_issue() -> None:
    row = "| 2 | Rà soát tài khoản | Công an xã | Trước 15/10/2025 | KH 90/KH-UBND |"
    assert cited(row)["90/KH-UBND"].issued_on is None


def test_papers_from_one_number_to_another_are_what_they_are_called() -> None:
    found = cited("và các văn bản từ số 101/UBND-NV đến số 105/UBND-NV.")
    assert {number: citation.kind for number, citation in found.items()} == {
        "101/UBND-NV": "văn bản",
        "105/UBND-NV": "văn bản",
    }


def test_the_title_of_a_law_is_not_its_issuer() -> None:
    assert cited("Căn cứ Luật MTTQ Việt Nam số 75/2015/QH13;")["75/2015/QH13"].issuer is None
    assert cited("Căn cứ Luật Thanh tra số 11/2022/QH15;")["11/2022/QH15"].issuer is None


def test_an_issuer_may_follow_a_date_in_brackets() -> None:
    found = cited("Quyết định 218-QĐ/TW (ngày 12-12-2013) của Bộ Chính trị khóa XI")["218-QĐ/TW"]
    assert (found.issued_on, found.issuer) == (date(2013, 12, 12), "Bộ Chính trị")


@pytest.mark.parametrize(
    "said",
    [
        "(khóa VIII) ngày 18-2-1998",
        "của Bộ Chính trị khóa VIII ngày 18 tháng 2 năm 1998",
        "của HĐND tỉnh khóa XVI, kỳ họp thứ 9 ngày 18/2/1998",
        "Hội nghị lần thứ 4 Ban Chấp hành Trung ương Đảng (khóa XII) ngày 18/2/1998",
        "hồi 14 giờ 30 ngày 18/2/1998",
        ", 18/2/1998",
    ],
)
def test_a_term_a_session_or_an_hour_may_stand_before_the_date(said: str) -> None:
    assert cited(f"Thực hiện Chỉ thị số 30-CT/TW {said}, UBND xã họp.")[
        "30-CT/TW"
    ].issued_on == date(1998, 2, 18)


def test_a_date_is_not_shared_with_another_kind_that_is_abbreviated() -> None:
    found = cited("Thực hiện TT 06/2025/TT-TTCP; TT số 02/2025/TT-TTCP ngày 25/6/2025.")
    assert found["06/2025/TT-TTCP"].issued_on is None
    assert found["02/2025/TT-TTCP"].issued_on == date(2025, 6, 25)


def test_what_a_guide_names_in_its_title_it_guides() -> None:
    text = (
        "TỈNH ỦY HÀ KHÊ\nBAN TỔ CHỨC\n*\nSố 16-HD/BTCTU\nHà Khê, ngày 10 tháng 11 năm 2015\nHƯỚNG DẪN\n"
        "thực hiện Quyết định số 1870-QĐ/TU, ngày 12/10/2015 của Ban Thường vụ Tỉnh ủy\n"
        "Thực hiện Quy định số 76-QĐ/TW, Ban Tổ chức Tỉnh ủy hướng dẫn như sau:\n"
    )
    assert {number: citation.relation for number, citation in cited(text).items()} == {
        "1870-QĐ/TU": Relation.GUIDES,
        "76-QĐ/TW": Relation.IMPLEMENTS,
    }


@pytest.mark.parametrize(
    "title",
    [
        "Luật Trật tự, an toàn giao thông đường bộ",
        "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
        "Nghị quyết TW 4 khoá XI",
        "Luật BHYT",
    ],
)
def test_a_title_with_commas_or_an_abbreviation_is_whole(title: str) -> None:
    assert [law.title for law in read(f"Tuyên truyền {title} đến Nhân dân.").named] == [title]


@pytest.mark.parametrize(
    ("text", "number", "relation"),
    [
        (
            "Căn cứ Hướng dẫn số 27-HD/BDV, Đảng ủy phường đã xây dựng Chương trình số 09-CTr/ĐU về dân vận.",
            "09-CTr/ĐU",
            Relation.CITES,
        ),
        (
            "xem thêm Nghị định 64/2014/NĐ-CP (hết hiệu lực một phần).",
            "64/2014/NĐ-CP",
            Relation.CITES,
        ),
        ("Chỉ thị 09 thay thế Chỉ thị 04/CT-UBND năm 2018.", "04/CT-UBND", Relation.CITES),
        ("cụ thể hóa bằng Quyết định số 1080-QĐ/HU.", "1080-QĐ/HU", Relation.CITES),
    ],
)
def test_what_others_did_is_only_cited(text: str, number: str, relation: Relation) -> None:
    assert cited(text)[number].relation is relation


def test_a_report_tells_of_changes_and_makes_none() -> None:
    head = "UBND XÃ HÒA AN\nSố: 5/{0}-UBND\nHòa An, ngày 02 tháng 02 năm 2026\n{1}\nVề tiếp dân\n"
    line = "Sửa đổi, bổ sung Quy chế số 03-QC/HU ngày 10/5/2012.\n"
    assert cited(head.format("BC", "BÁO CÁO") + line)["03-QC/HU"].relation is Relation.CITES
    assert cited(head.format("QĐ", "QUYẾT ĐỊNH") + line)["03-QC/HU"].relation is Relation.AMENDS


def test_the_time_at_which_a_page_was_put_up_dates_no_paper() -> None:
    text = (
        "Ba năm thực hiện Chỉ thị số 33/CT-TTg của Thủ tướng Chính phủ\n18/04/2024 10:05 GMT+7\n"
        "Thực hiện Chỉ thị số 33/CT-TTg, ngày 26/11/2021, UBND huyện họp."
    )
    assert cited(text)["33/CT-TTg"].issued_on == date(2021, 11, 26)
