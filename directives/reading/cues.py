"""The words that tell what a document does to what it cites."""

import re

from directives.reading.lines import beginning
from directives.reading.proposals import Relation

# What a document does, or None for what it says without doing it; of those that begin alike the first counts. In
# small letters. `\Z` is where the citation's head comes next.
MEANS: tuple[tuple[Relation | None, str], ...] = (
    *(
        (
            Relation.AMENDS,
            rf"{verb}\s(?:các\s|một số\s)?(?:cụm từ|từ|khoản|điểm|điều|đoạn|phụ lục|mẫu|biểu|nội dung|tên)\b",
        )
        for verb in ("thay thế", "thay", "bổ sung", "bỏ")
    ),
    (Relation.SUPERSEDES, r"thay(?=\s{1,3}(?:các\s)?\Z)"),
    (Relation.SUPERSEDES, r"thay thế(?:\scho)?"),
    (Relation.SUPERSEDES, "thay cho"),
    (Relation.AMENDS, r"sửa đổi(?:,?\s(?:và\s)?bổ sung)?"),
    (Relation.AMENDS, "bổ sung"),
    (Relation.AMENDS, "đính chính"),
    (Relation.REPEALS, "bãi bỏ"),
    (Relation.REPEALS, r"hết hiệu lực[^:;.\n]{0,60}:"),
    (Relation.REPEALS, "h[ủu][yỷ] bỏ"),
    *(
        (
            Relation.GUIDES,
            rf"{verb}(?:\schi tiết)?(?:\sviệc)?"
            r"(?:\smột số\s(?:điều|nội dung)(?:\svà biện pháp)?(?:\scủa)?)?"
            r"(?:\s(?:triển khai\s|tổ chức\s)?(?:thi hành|thực hiện)|(?=\s(?:(?:luật|nghị định|pháp lệnh)\s|\Z)))",
        )
        for verb in (r"quy định chi tiết\s(?:và|,)\shướng dẫn", "hướng dẫn")
    ),
    (Relation.PROMULGATED_WITH, r"ban hành\skèm theo"),
    (Relation.PROMULGATED_WITH, "kèm theo"),
    (Relation.LEGAL_BASIS, "căn cứ"),
    (None, r"cụ thể h(?:óa|oá)\s(?:bằng|thành)"),
    *(
        (None, rf"{verb}\s(?:đề nghị|tờ trình|kiến nghị|đề xuất)")
        for verb in ("theo", "xét", "thực hiện")
    ),
    (None, r"tại\stờ trình"),
    (
        None,
        r"theo\s(?:ông|bà|đồng chí|báo cáo|số liệu|thống kê|đó|kết quả|lãnh đạo|phản ánh)",
    ),
    *(
        (None, said)
        for said in (
            "ban hành", "tham mưu", r"gửi kèm(?:\stheo)?", "trình", "ghi nhận", "thông qua", "nhận được",
            "phúc đáp", "trả lời", "hiện nay là", "trước đây là", "đã được", "theo dõi", "tiếp theo", "làm theo",
            r"xem\s", "so với",
        )
    ),
    *(
        (Relation.IMPLEMENTS, said)
        for said in (
            "thực hiện", "triển khai", "thi hành", "chấp hành", "quán triệt", "cụ thể h(?:óa|oá)", "theo",
        )
    ),
)  # fmt: skip
CUES = re.compile(
    rf"(?:{beginning(*(f'{said[0]}(?P<cue{place}>{said[1:]})' for place, (_, said) in enumerate(MEANS)))})(?!\w)"
)
MEANING = {f"cue{place}": relation for place, (relation, _) in enumerate(MEANS)}
