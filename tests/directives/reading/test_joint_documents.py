"""Documents that several issue together, and what else stands between a kind and its number."""

import pytest

from directives.reading import read

CITED = (
    (
        "Thực hiện Hướng dẫn liên tịch số 05/HDLT-BDV-SNV ngày 12/3/2023 của Ban Dân vận Tỉnh ủy và Sở Nội vụ",
        "05/HDLT-BDV-SNV",
        "hướng dẫn",
        "2023-03-12",
    ),
    (
        "Căn cứ Hướng dẫn liên ngành số 01/2014/HDLN-BCA-VKSTC ngày 02/5/2014;",
        "01/2014/HDLN-BCA-VKSTC",
        "hướng dẫn",
        "2014-05-02",
    ),
    (
        "Thực hiện Hướng dẫn liên tịch 03-HDLT/BDVTU-BCSĐUBND ngày 3/4/2022",
        "03-HDLT/BDVTU-BCSĐUBND",
        "hướng dẫn",
        "2022-04-03",
    ),
    (
        "Thực hiện Hướng dẫn liên ngành số 1234/HDLN-SGDĐT-STC ngày 3/4/2022",
        "1234/HDLN-SGDĐT-STC",
        "hướng dẫn",
        "2022-04-03",
    ),
    (
        "Thực hiện Kế hoạch liên tịch số 45/KHLT-MTTQ-HND ngày 1/2/2021",
        "45/KHLT-MTTQ-HND",
        "kế hoạch",
        "2021-02-01",
    ),
    (
        "Thực hiện Kế hoạch liên ngành số 46/KHLN-CAT-STP ngày 1/2/2021",
        "46/KHLN-CAT-STP",
        "kế hoạch",
        "2021-02-01",
    ),
    (
        "Triển khai Công văn liên ngành số 999/LN-SNV-STC ngày 1/2/2021",
        "999/LN-SNV-STC",
        "công văn",
        "2021-02-01",
    ),
    (
        "Thực hiện Chương trình hành động số 12-CTr/TU ngày 5/6/2021 của Ban Thường vụ Tỉnh ủy",
        "12-CTr/TU",
        "chương trình",
        "2021-06-05",
    ),
    (
        "Thực hiện Chương trình hành động của Tỉnh ủy số 12-CTr/TU ngày 5/6/2021",
        "12-CTr/TU",
        "chương trình",
        "2021-06-05",
    ),
    (
        "Thực hiện Chương trình hành động số 08-CTrHĐ/TU ngày 5/6/2021",
        "08-CTrHĐ/TU",
        "chương trình",
        "2021-06-05",
    ),
    (
        "Thực hiện Chương trình hành động số 08/CTHĐ-UBND ngày 5/6/2021",
        "08/CTHĐ-UBND",
        "chương trình",
        "2021-06-05",
    ),
    (
        "Thực hiện Kế hoạch hành động số 22-KH/TU ngày 15/8/2025",
        "22-KH/TU",
        "kế hoạch",
        "2025-08-15",
    ),
    (
        "Thực hiện Chương trình phối hợp công tác số 05/CTPH-BDV-CA ngày 15/8/2025",
        "05/CTPH-BDV-CA",
        "chương trình phối hợp",
        "2025-08-15",
    ),
    (
        "Thực hiện Chương trình công tác số 05-CTr/HU ngày 15/8/2025",
        "05-CTr/HU",
        "chương trình",
        "2025-08-15",
    ),
    (
        "Căn cứ Thông tư liên tịch số 10/2014/TTLT-BYT-BNV ngày 10/2/2014 của Bộ Y tế, Bộ Nội vụ;",
        "10/2014/TTLT-BYT-BNV",
        "thông tư liên tịch",
        "2014-02-10",
    ),
    (
        "Căn cứ Thông tư liên tịch số 02/2009/TTLT/BNV-BTC ngày 3/5/2009;",
        "02/2009/TTLT/BNV-BTC",
        "thông tư liên tịch",
        "2009-05-03",
    ),
    (
        "Căn cứ Thông tư liên Bộ số 12-TT/LB ngày 2/6/1992;",
        "12-TT/LB",
        "thông tư liên tịch",
        "1992-06-02",
    ),
    (
        "Căn cứ Thông tư liên bộ số 20/TTLB ngày 2/6/1993;",
        "20/TTLB",
        "thông tư liên tịch",
        "1993-06-02",
    ),
    (
        "Căn cứ Thông tư liên ngành số 09/TTLN ngày 4/7/1994;",
        "09/TTLN",
        "thông tư liên tịch",
        "1994-07-04",
    ),
    (
        "Căn cứ Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN ngày 15/6/2017;",
        "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
        "nghị quyết liên tịch",
        "2017-06-15",
    ),
    (
        "Căn cứ Nghị quyết liên tịch số 09/2008/NQLT-CP-UBTWMTTQVN ngày 17/4/2008;",
        "09/2008/NQLT-CP-UBTWMTTQVN",
        "nghị quyết liên tịch",
        "2008-04-17",
    ),
    (
        "Theo đề nghị của Sở Nội vụ và Sở Tài chính tại Tờ trình liên ngành số 1234/TTrLN-SNV-STC ngày 3/3/2023",
        "1234/TTrLN-SNV-STC",
        "tờ trình",
        "2023-03-03",
    ),
    (
        "Theo đề nghị của Liên Sở tại Tờ trình số 12/TTr-LS ngày 3/3/2023",
        "12/TTr-LS",
        "tờ trình",
        "2023-03-03",
    ),
    ("Căn cứ Báo cáo chuyên đề số 12/BC-UBND ngày 3/3/2023", "12/BC-UBND", "báo cáo", "2023-03-03"),
    (
        "Thực hiện Thông báo kết luận số 34-TB/TU ngày 3/3/2023",
        "34-TB/TU",
        "thông báo",
        "2023-03-03",
    ),
    (
        "Thực hiện Quy chế phối hợp liên ngành số 02/QCPH-CA-VKS ngày 3/3/2023",
        "02/QCPH-CA-VKS",
        "quy chế phối hợp",
        "2023-03-03",
    ),
    (
        "Thực hiện Quy chế phối hợp số 01/QCPH/UBND-UBMTTQ ngày 3/3/2023",
        "01/QCPH/UBND-UBMTTQ",
        "quy chế phối hợp",
        "2023-03-03",
    ),
    (
        "Thực hiện Hướng dẫn liên tịch giữa Ban Dân vận và Sở Nội vụ số 05/HDLT-BDV-SNV ngày 12/3/2023",
        "05/HDLT-BDV-SNV",
        "hướng dẫn",
        "2023-03-12",
    ),
    (
        "Thực hiện Chương trình hành động thực hiện Nghị quyết số 25-NQ/TW ngày 3/6/2013",
        "25-NQ/TW",
        "nghị quyết",
        "2013-06-03",
    ),
    (
        "Thực hiện Kế hoạch phối hợp số 12/KHPH-MTTQ-HPN ngày 3/6/2023",
        "12/KHPH-MTTQ-HPN",
        "kế hoạch phối hợp",
        "2023-06-03",
    ),
)
TITLES = (
    ("HƯỚNG DẪN LIÊN TỊCH", "01/HDLT-SNV-BDV", "hướng dẫn liên tịch"),
    ("HƯỚNG DẪN LIÊN NGÀNH", "01/HDLN-SNV-STC", "hướng dẫn liên ngành"),
    ("HƯỚNG DẪN LIÊN SỞ", "01/HDLS-SNV-STC", "hướng dẫn liên sở"),
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "01/CTr-SNV", "chương trình"),
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "01-CTrHĐ/HU", "chương trình"),
    ("KẾ HOẠCH HÀNH ĐỘNG", "01/KH-SNV", "kế hoạch"),
    ("KẾ HOẠCH LIÊN NGÀNH", "01/KHLN-SNV", "kế hoạch liên ngành"),
    ("KẾ HOẠCH LIÊN TỊCH", "01/KHLT-SNV", "kế hoạch liên tịch"),
    ("THÔNG TƯ LIÊN BỘ", "01/TTLB", "thông tư liên tịch"),
    ("THÔNG TƯ LIÊN TỊCH", "01/2010/TTLT-BNV-BTC", "thông tư liên tịch"),
    ("NGHỊ QUYẾT LIÊN TỊCH", "01/NQLT-SNV-BDV", "nghị quyết liên tịch"),
    ("QUY CHẾ PHỐI HỢP", "01/QCPH-SNV-BDV", "quy chế phối hợp"),
    ("CHƯƠNG TRÌNH PHỐI HỢP", "01/CTPH-SNV-BDV", "chương trình phối hợp"),
    ("CHƯƠNG TRÌNH PHỐI HỢP HÀNH ĐỘNG", "01/CTPH-SNV-BDV", "chương trình phối hợp"),
    ("BÁO CÁO CHUYÊN ĐỀ", "01/BC-SNV", "báo cáo"),
    ("TỜ TRÌNH LIÊN NGÀNH", "01/TTrLN-SNV", "tờ trình liên ngành"),
    ("Chương trình hành động", "01/CTr-SNV", "chương trình"),
    ("Hướng dẫn liên ngành", "01/HDLN-SNV", "hướng dẫn liên ngành"),
    ("CÔNG ĐIỆN KHẨN", "01/CĐ-SNV", "công điện"),
    ("QUYẾT ĐỊNH LIÊN TỊCH", "01/QĐLT-SNV-BDV", "quyết định liên tịch"),
)
HEAD = """SỞ NỘI VỤ
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Khê, ngày 05 tháng 4 năm 2024
{title}
thực hiện chính quyền thân thiện năm 2024
Căn cứ Luật Tổ chức chính quyền địa phương;
1. Phòng Tổ chức niêm yết lịch.
"""


@pytest.mark.parametrize(("sentence", "number", "kind", "day"), CITED)
def test_one_document_is_cited(sentence: str, number: str, kind: str, day: str) -> None:
    (cited,) = read(f"1. {sentence}\n").citations
    assert (cited.number, cited.kind, str(cited.issued_on)) == (number, kind, day)


@pytest.mark.parametrize(("title", "number", "kind"), TITLES)
def test_what_a_title_says_of_its_kind_is_no_subject(title: str, number: str, kind: str) -> None:
    masthead = read(HEAD.format(number=number, title=title)).masthead
    assert (masthead.number, masthead.kind) == (number, kind)
    assert masthead.subject == "thực hiện chính quyền thân thiện năm 2024"
