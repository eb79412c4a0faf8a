"""Laws, codes, the Constitution and plenum resolutions that are cited by title alone."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from directives.reading.lines import opening
from directives.reading.proposals import NamedLaw, Span

# Titles whose own words would end a title read by grammar alone (commas, "và", lower case).
_TITLES = """
về tổ chức và hoạt động hòa giải ở cơ sở
An ninh mạng|An ninh quốc gia|An toàn thông tin mạng|An toàn thực phẩm|An toàn, vệ sinh lao động
An toàn vệ sinh lao động|Ban hành văn bản quy phạm pháp luật|Hợp nhất văn bản quy phạm pháp luật
Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân
Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân
Ban hành văn bản quy phạm pháp luật của HĐND và UBND|Ban hành văn bản quy phạm pháp luật của HĐND, UBND
Bảo hiểm xã hội|Bảo hiểm y tế
Bảo vệ bí mật nhà nước|Bảo vệ dữ liệu cá nhân|Bảo vệ môi trường|Bảo vệ quyền lợi người tiêu dùng
Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân|Bình đẳng giới|Cán bộ, công chức|Căn cước
Căn cước công dân|Chăn nuôi|Chính quyền địa phương|Công an nhân dân|Công nghệ thông tin|Công chứng
Công đoàn|Cư trú|Dân quân tự vệ|Di sản văn hóa|Doanh nghiệp|Dược|Dữ liệu|Đấu thầu|Đất đai|Đầu tư công
Đầu tư|Điện lực|Đường bộ|Giao dịch điện tử|Giao thông đường bộ|Giám định tư pháp|Giáo dục
Giáo dục đại học|Giáo dục nghề nghiệp|Giám sát của Quốc hội và Hội đồng nhân dân
Hoạt động giám sát của Quốc hội và Hội đồng nhân dân|Hoạt động giám sát của Quốc hội và HĐND
Hòa giải ở cơ sở|Hộ tịch|Hôn nhân và gia đình
Hợp tác xã|Khám bệnh, chữa bệnh|Khiếu nại|Khiếu nại, tố cáo của công dân|Khiếu nại, tố cáo|Khoáng sản|Kế toán
Kiểm toán nhà nước
Kinh doanh bất động sản|Lâm nghiệp|Lao động|Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở|Lưu trữ
Mặt trận Tổ quốc Việt Nam|Ngân sách nhà nước|Nghĩa vụ quân sự|Nhà ở|Người cao tuổi|Người khuyết tật
Nuôi con nuôi|Phòng cháy, chữa cháy|Phòng cháy và chữa cháy|Phòng, chống bạo lực gia đình
Phòng, chống ma túy|Phòng, chống tác hại của rượu, bia|Phòng, chống tham nhũng|Phòng chống tham nhũng
Phòng, chống thiên tai|Phòng thủ dân sự|Phổ biến, giáo dục pháp luật|Quản lý, sử dụng tài sản công
Quản lý thuế|Quản lý nợ công|Quốc phòng|Quy hoạch|Quy hoạch đô thị|Sĩ quan Quân đội nhân dân Việt Nam
Sở hữu trí tuệ|Thanh niên|Thanh tra|Thi đua, khen thưởng|Thi hành án dân sự|Thống kê|Thủ đô|Thủy lợi
Thuế thu nhập cá nhân|Thực hiện dân chủ ở cơ sở|Thực hành tiết kiệm, chống lãng phí|Thương mại
Tiếp cận thông tin|Tiếp công dân|Tín ngưỡng, tôn giáo|Tổ chức Chính phủ|Tổ chức chính quyền địa phương
Tổ chức Hội đồng nhân dân và Ủy ban nhân dân|Tổ chức HĐND và UBND|Tổ chức Quốc hội|Tổ chức Tòa án nhân dân|Tố cáo
Tố tụng hành chính|Tố tụng dân sự|Tố tụng hình sự|Tài nguyên nước|Trách nhiệm bồi thường của Nhà nước
Trẻ em|Trưng cầu ý dân|Trợ giúp pháp lý|Viên chức|Việc làm|Viễn thông|Xây dựng|Xử lý vi phạm hành chính
Dân sự|Hình sự|Công nghiệp quốc phòng, an ninh và động viên công nghiệp|Phòng, chống mua bán người
Cảnh vệ|Biên phòng Việt Nam|Cảnh sát biển Việt Nam|Hàng hải Việt Nam|Báo chí|Xuất bản|Quảng cáo|Du lịch
BHYT|BHXH|PCTN|PCCC|BVMT|NVQS|NSNN|Bảo hiểm tiền gửi|Bảo vệ và kiểm dịch thực vật|Bảo vệ và phát triển rừng
Bảo vệ, chăm sóc và giáo dục trẻ em
Các tổ chức tín dụng|Chất lượng sản phẩm, hàng hóa|Chuyển giao công nghệ|Công nghiệp công nghệ số|Dân số
Đa dạng sinh học|Đặc xá|Đấu giá tài sản|Đầu tư theo phương thức đối tác công tư|Đê điều
Địa chất và khoáng sản|Điện ảnh
Giao thông đường thủy nội địa|Giáo dục quốc phòng và an ninh|Hòa giải, đối thoại tại Tòa án|Hoạt động chữ thập đỏ
Hỗ trợ doanh nghiệp nhỏ và vừa|Khí tượng thủy văn|Khoa học và công nghệ|Khoa học, công nghệ và đổi mới sáng tạo
Kinh doanh bảo hiểm|Lực lượng dự bị động viên|Lý lịch tư pháp|Nhà giáo
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam|Năng lượng nguyên tử
Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng|Phòng bệnh
Phòng cháy, chữa cháy và cứu nạn, cứu hộ|Phòng, chống bệnh truyền nhiễm|Phòng, chống rửa tiền
Phòng, chống tác hại của thuốc lá|Phòng không nhân dân|Quản lý ngoại thương|Quốc tịch Việt Nam
Quản lý và đầu tư vốn nhà nước tại doanh nghiệp|Quản lý, bảo vệ công trình quốc phòng và khu quân sự
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ|Quy hoạch đô thị và nông thôn
Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng|Sử dụng năng lượng tiết kiệm và hiệu quả
Tài nguyên, môi trường biển và hải đảo|Thể dục, thể thao|Thi hành án hình sự|Thi hành tạm giữ, tạm giam
Thuế giá trị gia tăng|Thuế sử dụng đất phi nông nghiệp|Thuế thu nhập doanh nghiệp|Thư viện
Tiêu chuẩn và quy chuẩn kỹ thuật|Tổ chức Viện kiểm sát nhân dân|Trật tự, an toàn giao thông đường bộ
Tư pháp người chưa thành niên|Xuất cảnh, nhập cảnh của công dân Việt Nam
Thực hiện dân chủ ở xã, phường, thị trấn|Thực hiện dân chủ|Ưu đãi người có công với cách mạng
Dự trữ quốc gia|Giá|Phí và lệ phí
"""
_LEXICON = "|".join(
    re.escape(title)
    .replace(r"\ ", r"\s{1,3}")
    .replace("Ủy", "(?:Ủy|Uỷ)")
    .replace("òa", "(?:òa|oà)")
    for title in sorted(_TITLES.replace("\n", "|").strip("|").split("|"), key=len, reverse=True)
)
_HEAD = f"(?P<kind>{opening('Bộ luật', 'Luật', 'Pháp lệnh', 'LUẬT', 'BỘ LUẬT', 'PHÁP LỆNH')})"
_STOPS = (
    "nhằm|và|năm|ngày|được|để|theo|của|về|quy|trong|đã|có|là|cho|tại|số|hiện|này|sửa|bổ|gắn|đến|đối|"
    "với|do|từ|thì|phải|sẽ|nêu|trên|cũng|như|hoặc|khi|bằng|vào|ban|bảo|trên|mới|các|những|nên|không"
)
_WORD = rf"(?!(?:{_STOPS})(?!\w))[^\W\d_]+"
_LAW = re.compile(
    rf"{_HEAD}(?:\s?:)?\s{{1,3}}(?:(?P<known>(?i:{_LEXICON}))(?!\w)"
    rf"|(?P<guess>(?!gia(?!\w)|sư(?!\w)|pháp(?!\w))[^\W\d_]+(?:\s{_WORD}){{0,9}}))"
)
_FURTHER = re.compile(rf"(?:,|\svà|,\svà)\s(?P<known>(?i:khiếu nại|{_LEXICON}))(?!\w)")
# A law that amends others, by the title that names them.
_AMENDING = re.compile(
    rf"(?P<kind>{opening('Luật')}) [Ss]ửa đổi, bổ sung (?:một số điều|Điều \d{{1,3}}) của (?:các )?"
    rf"(?:Bộ luật|Luật)\s(?i:{_LEXICON})(?!\w)(?:(?:,|,? và)\s(?:(?:Bộ luật|Luật)\s)?(?i:{_LEXICON})(?!\w)){{0,6}}"
)
_CONSTITUTION = re.compile(
    rf"{opening('Hiến pháp')}(?:\s[Nn]ước\sCộng hòa xã hội chủ nghĩa Việt Nam)?(?:\snăm\s\d{{4}})?(?!\w)"
)
_PLENUM = re.compile(
    opening("Nghị quyết")
    + r"\s(?:(?:của\s)?Hội nghị\s)?(?:(?:lần\sthứ\s(?:\d{1,2}|[^\W\d_]+(?:\smột|\shai)?)\s)?"
    r"(?:Ban Chấp hành\s|BCH\s)?(?:Trung ương|TW|TƯ)(?:\sĐảng)?\s?(?:lần\sthứ\s)?"
    r"(?:\d{1,2}|(?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)(?!\w))?)"
    r",?\s?\(?(?:[Kk]h(?:óa|oá))\s?(?:[IVX]{1,5}|\d{1,2})\)?"
)
# In small letters only with its own ordinal: "nghị quyết trung ương 4 (khóa XI)".
_SMALL_PLENUM = re.compile(
    opening("nghị quyết")
    + r"\s[Tt]rung ương\s(?:lần\sthứ\s)?\d{1,2},?\s?\(?kh(?:óa|oá)\s?(?:[IVX]{1,5}|\d{1,2})\)?"
)
_AMENDED = re.compile(r"(?:Luật|Nghị quyết|Pháp lệnh) [Ss]ửa đổi[^;.\n]{0,160}$")
_NUMBERED = re.compile(
    r"(?:\snăm\s\d{4})?[\s,]{0,2}(?:ngày\s[\d/.\- thángnăm]{6,30})?\s?[(,]?\s?"
    r"(?:(?:Luật|Bộ luật|(?<=\()Nghị quyết|Pháp lệnh)\s)?(?:số\s?:?\s?)?\d{1,4}[-/][^\s]*[A-Z]"
)


def named_laws_in(text: str, heads: Iterable[int]) -> tuple[NamedLaw, ...]:
    """Every law cited by title in `text` (an unwrapped one) that the text never gives a number.

    `heads` are where citations begin: a title there has its number.
    """
    taken = set(heads)
    found: dict[str, tuple[str, str, list[Span]]] = {}
    numbered: set[str] = set()
    for title, kind, start, end in sorted(_titles(text), key=lambda item: item[2]):
        key = _key(title)
        amended = _AMENDED.search(text, max(0, start - 160), start)
        if start in taken or (not amended and _NUMBERED.match(text, end)):
            numbered.add(key)
            continue
        found.setdefault(key, (title, kind, []))[2].append((start, end))
    return tuple(
        NamedLaw(title, kind, *mentions[0], tuple(mentions))
        for key, (title, kind, mentions) in found.items()
        if key not in numbered
    )


def _titles(text: str) -> Iterable[tuple[str, str, int, int]]:
    found = _AMENDING.finditer(text) if "Luật sửa đổi" in text or "Luật Sửa đổi" in text else ()
    amending = [match for match in found if not _NUMBERED.match(text, match.end())]
    starts = [match.start() for match in amending]
    for match in _LAW.finditer(text):
        if match["kind"] == "LUẬT" and text.endswith("PHÁP ", 0, match.start()):
            continue
        before = bisect_right(starts, match.start())
        if before and match.start() < amending[before - 1].end():
            continue
        if match["guess"] is None and match["known"] is None:
            continue
        if match["guess"] and not _is_title(match["guess"]):
            continue
        kind = match["kind"].lower()
        yield _one_line(match[0]), kind, match.start(), match.end()
        yield from _further(text, match)
    for match in amending:
        yield _one_line(match[0]), match["kind"].lower(), match.start(), match.end()
    for match in _CONSTITUTION.finditer(text):
        yield _one_line(match[0]), "hiến pháp", match.start(), match.end()
    for match in (*_PLENUM.finditer(text), *_SMALL_PLENUM.finditer(text)):
        yield _one_line(match[0]), "nghị quyết", match.start(), match.end()


def _further(text: str, match: re.Match[str]) -> Iterable[tuple[str, str, int, int]]:
    """The titles that share one head: "các Luật Khiếu nại, Tố cáo" with each known by itself."""
    if text[max(0, match.start() - 4) : match.start()].lower() != "các ":
        return
    at = match.end()
    for _ in range(8):
        further = _FURTHER.match(text, at)
        if further is None:
            return
        title = f"{match['kind']} {_one_line(further['known'])}"
        yield title, match["kind"].lower(), further.start("known"), further.end()
        at = further.end()


def _is_title(guess: str) -> bool:
    """A title not in the lexicon begins with a capital and a real word."""
    return guess[0].isupper() and len(guess) > 2 and not guess.isupper()


def _one_line(title: str) -> str:
    return " ".join(title.replace(":", " ").split())


def _key(title: str) -> str:
    return re.sub(r"\snăm\s\d{4}$", "", title.lower())
