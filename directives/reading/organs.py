"""Who issues and who acts: organs of State and Party as documents write them.

A grammar: an office ("Chủ tịch", "Bộ trưởng") before a body ("UBND", "Sở" + field), then its place
("tỉnh Bắc Giang"). Matching keeps the words as written.
"""

import re

# What ministries, departments and Party boards deal in; the longest wins.
FIELDS = (
    "Nội vụ|Tài chính|Y tế|Tư pháp|Xây dựng|Công Thương|Công thương|Công an|Quốc phòng|Ngoại giao|"
    "Ngoại vụ|Giao thông vận tải|Giao thông Vận tải|Thông tin và Truyền thông|"
    "Khoa học và Công nghệ|Kế hoạch và Đầu tư|Tài nguyên và Môi trường|"
    "Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường|"
    "Nông nghiệp và PTNT|Văn hóa, Thể thao và Du lịch|Văn hoá, Thể thao và Du lịch|"
    "Văn hóa và Thể thao|Văn hóa - Xã hội|Văn hóa và Thông tin|Văn hóa, Khoa học và Thông tin|"
    "Giáo dục và Đào tạo|Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|"
    "Lao động - Thương binh và XH|Dân tộc và Tôn giáo|Dân tộc|Tôn giáo|Du lịch|"
    "Kinh tế và Hạ tầng|Kinh tế, Hạ tầng và Đô thị|Kinh tế|Quản lý đô thị|Hạ tầng|"
    "Quy hoạch - Kiến trúc|Tài chính - Kế hoạch|Tổng hợp|Tôn giáo Chính phủ"
)
BOARDS = (
    "Tuyên giáo và Dân vận|Dân vận|Tuyên giáo|Tổ chức|Nội chính|Kiểm tra|"
    "Công tác đại biểu|Công tác phía Nam|Dân tộc|Thi đua - Khen thưởng|Tiếp công dân|Pháp chế|"
    "Văn hóa - Xã hội|Kinh tế - Xã hội|Kinh tế - Ngân sách|Kinh tế và Ngân sách|Kinh tế|"
    "Dân nguyện và Giám sát|Dân nguyện"
)
_LEVEL = (
    "tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu|cấp tỉnh|cấp huyện|cấp xã|"
    "các cấp|cùng cấp|TP|Thành phố|Tỉnh|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu"
)
_SMALL_LEVEL = "tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu|cấp huyện|cấp xã"
_CAP = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
_WORD = r"[^\W\d_]"
# What a title begins with, in capitals though its issuer stands right before it: "của UBND tỉnh Phê duyệt …".
_NO_NAME = "Phê duyệt|Ban hành|Quy định|Hướng dẫn|Triển khai|Thực hiện|Công bố|Thành lập|Sửa đổi|Bổ sung|Về"
_PROPER = rf"(?!(?:{_NO_NAME})(?!\w)){_CAP}{_WORD}{{0,9}}"
NAME = rf"(?<!\n)(?:{_PROPER}(?:(?:\s|\s?-\s?){_PROPER}){{0,4}}|\d{{1,2}}(?!\d))"
# "các huyện, thị xã, thành phố", "tỉnh Bắc Giang", "cấp xã"
PLACE = (
    rf"(?:các\s|\d{{1,3}}\s)?(?:{_LEVEL})(?:,\s(?:{_SMALL_LEVEL})(?!\w)){{0,4}}(?:\svà\s(?:{_SMALL_LEVEL})(?!\w))?"
    rf"(?!\w)(?:\s{NAME})?"
)
_PARTY = (
    r"(?:(?:TU|HU|ThU)(?!\w)|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị|[Đđ]ảng)\s?(?:[ủỦ]y|[uU][ỷỶ])(?!\w)"
    r"|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị|[Xx]ã)\s?[Đđ]oàn(?!\w)"
    r"|[Đđ]ảng bộ)"
)
_PEOPLES = (
    r"(?:UBND|HĐND|UB ?MTTQ(?:VN)?|MTTQ(?:VN)?|UB (?:Trung ương )?Mặt trận Tổ quốc"
    r"|(?:[ỦủUu][yỷỶ]|Uỷ) ban [Nn]hân dân|Hội đồng [Nn]hân dân"
    r"|(?:Ủy|Uỷ) ban (?:Trung ương )?(?:MTTQ|Mặt trận Tổ quốc)|Mặt trận Tổ quốc|MTTQ)"
    r"(?:\sViệt Nam)?"
)
_OFFICE = (
    r"(?:Bộ trưởng, Chủ nhiệm|Phó Chủ tịch|Chủ tịch|Phó Bí thư|Bí thư|Giám đốc|Bộ trưởng|Thứ trưởng|Thủ trưởng|"
    r"Chánh Văn phòng(?!\s(?:HĐND(?: và|\s?[&-])|Hội đồng nhân dân và|Đoàn ĐBQH và))|Chánh(?=\sVăn phòng)"
    r"|Chánh Thanh tra|Tổng Thanh tra|Thường trực|Ban Thường trực|"
    r"Trưởng ban|Trưởng phòng|Văn phòng(?!\s(?:HĐND(?: và|\s?[&-])|Hội đồng nhân dân và|Đoàn ĐBQH và))"
    r"|Đảng đoàn|Ban [Cc]án sự [Đđ]ảng|Hội đồng|Chủ nhiệm)"
)
# Whose central body it is, the Party's left aside: "Trung ương Đoàn", "Trung ương Hội Nông dân Việt Nam".
_UNION = (
    r"(?:Đoàn(?:\s(?:TNCS|Thanh niên [Cc]ộng sản)\sHồ Chí Minh)?"
    r"|Hội (?:Nông dân|LHPN|Liên hiệp [Pp]hụ nữ|Cựu chiến binh)(?:\sViệt Nam)?)"
)
_CENTRAL = (
    r"(?:Thủ tướng Chính [Pp]hủ|Thủ tướng|Chính [Pp]hủ|(?:Ủy|Uỷ) ban [Tt]hường vụ Quốc hội|UBTVQH"
    r"|Quốc hội|Bộ [Cc]hính trị(?:,? (?:và )?Ban Bí thư(?!\w))?"
    rf"|Ban Bí thư(?:\s(?:Trung ương|TW|TƯ)(?:\sĐảng|\s{_UNION})?)?|Chủ tịch nước|Tổng Bí thư"
    r"|BCT(?!\w)|BBT(?:\s(?:TW|TƯ))?(?!\w)|Trung ương Đảng|Trung ương|Thanh tra Chính phủ"
    r"|Kiểm toán nhà nước|Ngân hàng Nhà nước"
    r"(?:\sViệt Nam)?|Tòa án nhân dân tối cao|Viện kiểm sát nhân dân tối cao"
    r"|Hội đồng Bộ trưởng|Hội đồng Thi đua - Khen thưởng Trung ương|Hội đồng Chính phủ|Bảo hiểm xã hội Việt Nam)"
)
_COMMITTEE = (
    r"(?:Ban [Tt]hường vụ|BTV|Ban [Cc]hấp hành|BCH|Thường trực|Thường vụ)"
    rf"(?:\s(?:(?:[Tt]rung ương|TW|TƯ)(?!\w)(?:\sĐảng|\s{_UNION})?(?:\s[Kk]hóa\s[IVX]+)?"
    rf"|{_PARTY}(?:\s(?:{PLACE}|{NAME}))?"
    r"|(?:Hội (?:Nông dân|LHPN|Liên hiệp Phụ nữ|Cựu chiến binh)|Đoàn Thanh niên|Liên đoàn Lao động|Công đoàn)"
    rf"(?:\sViệt Nam)?(?:\s{PLACE})?))?"
)
_BOARD = (
    rf"(?:Ban\s(?:{BOARDS}|tổ chức(?=\s(?:các\s)?{_PARTY}))|(?:Ủy|Uỷ) ban [Kk]iểm tra)"
    rf"(?:\s(?:Trung ương|(?:TW|TƯ)(?!\w)|{_PARTY}(?:\s(?:{PLACE}|{NAME}))?|(?:HĐND\s)?{PLACE}))?"
)
_STEERING = (
    r"Ban [Cc]hỉ đạo(?!\s(?:đã|sẽ|tham mưu|yêu cầu|phân công|tổ chức|có|đề nghị"
    r"|họp)(?!\w))(?:\s[^\s,;.()]+){0,12}?"
    r"(?=\s(?:tỉnh|huyện|thành phố|xã|phường|các cấp|Trung ương)(?!\w))"
)
_SPELT_FIELDS = FIELDS.replace("và Xã hội", "và [Xx]ã hội")
# A group set up for a task, by whose it is: "Tổ công tác … của Thủ tướng Chính phủ"; ministries issuing jointly.
_TASK_GROUP = (
    rf"Tổ công tác(?:\s[^\s,;.()]+){{0,12}}?\scủa\s(?:{_CENTRAL}|{_PEOPLES}(?:\s{PLACE})?)"
)
_JOINTLY = rf"[Ll]iên (?:Bộ|bộ|Sở|sở|ngành)\s?:?\s(?:{FIELDS})(?:\s?[-–,]\s?(?:{FIELDS})){{1,5}}"
_DEPARTMENT = (
    rf"(?:Bộ|Sở|Phòng|Ngành|Cục|Tổng cục|Chi cục|Thanh tra|Ủy ban)\s(?:{_SPELT_FIELDS})"
    rf"|Văn phòng\s(?:HĐND(?:\svà\s|\s?[&-]\s?)UBND|Hội đồng nhân dân và (?:Ủy|Uỷ) ban nhân dân"
    rf"|Đoàn ĐBQH và HĐND|UBND"
    rf"|Tỉnh ủy|Chính [Pp]hủ)"
    rf"|Công an|Chánh Thanh tra|Bộ Chỉ huy [Qq]uân sự|Thanh tra|Văn phòng|Bộ đội Biên phòng|Kho bạc Nhà nước"
    rf"|Tòa án nhân dân|Viện kiểm sát nhân dân|Hội [Nn]ông dân|Hội [Cc]ựu chiến binh"
    rf"|(?:Hội )?[Ll]iên hiệp [Pp]hụ nữ|Hội LHPN|Liên đoàn [Ll]ao động|Tỉnh đoàn|Đoàn Thanh niên"
    rf"|Tổng Liên đoàn Lao động Việt Nam"
)
_FIRST = "(?=[A-ZĐỦcđhlqtuxủ])"  # of every organ: what begins otherwise is none
ORGAN = (
    rf"(?:{_FIRST}(?:các\s)?(?:{_OFFICE}\s)?"
    rf"(?:{_COMMITTEE}|{_CENTRAL}|{_BOARD}|{_STEERING}|{_TASK_GROUP}|{_JOINTLY}"
    rf"|{_PEOPLES}(?:\s(?:{PLACE}))?"
    rf"|(?:{_DEPARTMENT})(?:\s(?:{PLACE}))?"
    rf"|{_PARTY}(?:\s(?:{PLACE}|{NAME}))?)"
    rf"(?:\s{PLACE})?)(?![^\W¹²³⁴-⁹])"
)
ISSUER = rf"{ORGAN}(?:\s(?:và|-|–)\s{ORGAN}){{0,3}}"
_ISSUER = re.compile(ISSUER)


def issuer_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of an issuer that begins exactly at `start`."""
    match = _ISSUER.match(text, start)
    return match.span() if match else None


def issuers_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the issuers inside `text[start:end]`."""
    return [match.span() for match in _ISSUER.finditer(text, start, end)]


def without_break(text: str) -> str:
    """`text` on one line: an organ may be wrapped."""
    return " ".join(text.split())
