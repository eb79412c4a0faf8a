"""The words with which an order begins: "tăng cường", "chủ trì", "rà soát" …, told from names by them."""

import re

_PAIRS = """
ban hành|biên soạn|biểu dương|bàn bạc|bàn giao|bàn giải|bám sát|báo cáo|bãi bỏ|bình chọn|bình xét|bảo quản
bảo trì|bảo vệ|bảo đảm|bố cục|bố phòng|bố trí|bồi dưỡng|bồi thường|bổ nhiệm|bổ sung|cam kết|chi trả|chia sẻ
chuyển tải|chuyển đổi|chuẩn bị|chuẩn hóa|chú trọng|chú ý|chăm lo|chăm sóc|chấm dứt|chấm điểm|chấn chỉnh
chấp hành|chấp thuận|chất vấn|chỉ huy|chỉ đạo|chỉnh trang|chịu trách|chủ trì|chủ động|cung cấp|cân đối
công bố|công khai|cơ cấu|cải cách|cải thiện|cải tiến|cải tạo|cảnh báo|cấp phát|cần tiếp|cập nhật|cắt giảm
cổ động|cụ thể|củng cố|cử cán|cử công|cử người|cử đại|duy trì|dành thời|dán công|dự họp|dự sinh|dự toán
dự trù|ghi chép|ghi nhận|ghi âm|giao ban|giao cho|giao lưu|giám sát|giáo dục|giúp đỡ|giải phóng|giải quyết
giải thích|giải trình|giải đáp|giảm số|giảm thiểu|giảm thời|giảm tối|giảm ít|giảng dạy|giới thiệu|giữ gìn
giữ vững|gìn giữ|góp ý|gương mẫu|gần dân|gắn kết|gặp gỡ|gọi điện|gửi kèm|hiện đại|hiệp thương|hoàn chỉnh
hoàn thiện|hoàn thành|hoàn trả|hoàn tất|huy động|hòa giải|hướng dẫn|hưởng ứng|hạn chế|học tập|họp dân|hỗ trợ
hợp nhất|hợp tác|in ấn|khai thác|khen thưởng|khuyến khích|khơi dậy|khơi thông|khảo sát|khẩn trương|khắc phục
khởi công|kiên quyết|kiến nghị|kiểm duyệt|kiểm kê|kiểm soát|kiểm tra|kiểm điểm|kiện toàn|kê khai|ký cam
ký kết|kế hoạch hóa|kết hợp|kết luận|kết nối|kết thúc|kịp thời|kỷ luật|liên hệ|liên thông|loại bỏ
luân chuyển|làm mới|làm rõ|làm tốt|làm việc|làm đầu|lãnh đạo|lên lịch|lưu giữ|lưu trữ|lấy kết|lấy phiếu
lấy ý|lập danh|lập kế|lắng nghe|lắp đặt|lồng ghép|lựa chọn|lựa lời|mua sắm|mời gọi|mở chuyên|mở hòm|mở lớp
mở rộng|mở sổ|nghe và|nghiêm cấm|nghiêm túc|nghiên cứu|ngăn chặn|ngăn ngừa|nhanh chóng|nhân rộng|nhận diện
nhận xét|nhập dữ|nhập liệu|nhắc nhở|nhắn tin|niêm yết|nâng cao|nâng cấp|nêu cao|nêu gương|nói đi|nắm bắt
nắm chắc|nắm tình|phát hiện|phát huy|phát hành|phát sóng|phát thanh|phát triển|phát động|phân bổ|phân công
phân loại|phân tích|phê bình|phê duyệt|phòng ngừa|phòng, chống|phản bác|phản hồi|phản ánh|phấn đấu|phối hợp
phổ biến|phụ trách|phục vụ|phủ sóng|quan tâm|quy hoạch|quy định|quyết liệt|quyết định|quán triệt|quản lý
ra mắt|ra quân|ra soát|rà lại|rà soát|rèn luyện|rút gọn|rút kinh|rút ngắn|răn đe|sinh hoạt|soát xét
soạn thảo|sơ kết|sơ tán|sắp xếp|sẵn sàng|số hóa|sử dụng|sửa chữa|sửa đổi|tham gia|tham mưu|tham vấn
thanh tra|thay mới|thay thế|thay đổi|theo dõi|thi hành|thiết lập|thu gom|thu thập|thành lập|tháo gỡ|thí điểm
thông báo|thông qua|thông tin|thúc đẩy|thăm dò|thăm hỏi|thường kỳ|thường trực|thường xuyên|thẩm tra
thẩm định|thắp sáng|thể chế|thể hiện|thống kê|thống nhất|thực hiện|thực hành|tinh gọn|tiến hành|tiếp công
tiếp dân|tiếp nhận|tiếp nối|tiếp sóng|tiếp thu|tiếp tục|tiếp xúc|trang bị|tranh thủ|tranh tra|trao tặng
trao đổi|treo biển|triển khai|truy cứu|truyền thông|trình bày|trả kết|trả lời|trợ giúp|trực ban|trực tiếp
trực tại|trực từ|trực đường|tuyên dương|tuyên truyền|tuyển chọn|tuyển dụng|tái cấu|tìm hiểu|tích cực
tôn trọng|tôn vinh|tăng cường|tư vấn|tạo chuyển|tạo môi|tạo sự|tạo điều|tập huấn|tập hợp|tập trung|tọa đàm
tổ chức|tổng hợp|tổng kết|tổng rà|từ chối|tự giác|tự kiểm|tự phê|tự rà|tự soi|tự đánh|viết tin|vận dụng
vận hành|vận động|xem xét|xin lỗi|xuất bản|xác minh|xác nhận|xác định|xây dựng|xã hội hóa|xét duyệt|xóa bỏ
xóa mù|xếp loại|xử lý|xử phạt|xử trí|yêu cầu|đa dạng|điều chỉnh|điều hành|điều phối|điều tra|điều động
đo lường|đào tạo|đánh giá|đánh số|đóng góp|đôn đốc|đăng ký|đăng tải|đưa tin|đảm bảo|đảm nhiệm|đấu tranh
đảm nhận|đẩy mạnh|đẩy nhanh|đến từng|đề cao|đề nghị|đề phòng|đề ra|đề xuất|định hướng|định kỳ|đối chiếu
đối thoại|đồng thời|đổi mới|động viên|ưu tiên|ổn định|ủng hộ|ứng dụng|xuất cấp|xuất kho|xuất bán|ra quyết
ra thông|ra văn|ra chỉ|cắm biển|cắm mốc|cắm cờ|di dời|di chuyển|ghi hình|chốt chặn|khử khuẩn|phun thuốc
khoán việc|ủy quyền|uỷ quyền|tiếp quản|kế thừa|niêm phong|lập biên|lập hồ|lập sổ|lập kế|lập đoàn|lập tổ
tạm dừng|giao nộp|kê biên|bốc thăm|kết xuất|số hoá|xã hội hoá|nhận đỡ|nhận phụ|nhận giúp|khám sức|chúc mừng
thăm tặng|đón tiếp|biểu quyết|đồng hành|san sẻ|giúp dân|phát phiếu|thu phiếu|phân luồng|điều tiết|nạo vét
dọn vệ|bảo mật|bảo tồn|bảo dưỡng|biên tập|bầu chọn|bao quát|bắt đầu|bắt buộc|bắt tay|bình ổn|bù đắp|cắt bỏ
cân nhắc|canh gác|cài đặt|chăm bón|chia tách|chiếu phim|chỉ định|chống lãng|chứng nhận|chứng thực|công nhận
cổ vũ|cung ứng|cứu trợ|cứu hộ|dọn dẹp|đầu tư|đền bù|điều chuyển|điều hòa|điều hoà|đình chỉ|định giá|đi cơ
đi sâu|đóng cửa|đơn giản|đứng ra|giải ngân|giải tỏa|gỡ bỏ|hiến đất|hiện thực|hiệp đồng|hiệu chỉnh
hình thành|hoạch định|học hỏi|hội ý|huấn luyện|hủy bỏ|huỷ bỏ|kết nạp|kéo giảm|kéo dài|khám chữa|khiển trách
khoanh vùng|khuyến cáo|khuyến nghị|kiên trì|kiểm đếm|kiềm chế|kiến tạo|lắp camera|liên kết|loại trừ
luân phiên|lưu ý|mạnh dạn|miễn giảm|nghiệm thu|nối mạng|nói không|nuôi dưỡng|phân định|phân cấp|phân khai
phân nhóm|phổ cập|phúc tra|phúc đáp|phủ xanh|quản trị|quay phim|quét dọn|quy tập|quyên góp|quyết toán|sao gửi
sàng lọc|sắm sửa|siết chặt|sưu tầm|tạo lập|tái định|tập kết|tận dụng|thanh lý|thanh toán|thao tác|thắt chặt
thi công|thích ứng|thuyết minh|thuyết phục|thử nghiệm|tiêm phòng|tiết kiệm|tìm kiếm|tính toán|tích hợp
trang trí|tra cứu|triệt để|trích lập|trông coi|trưng bày|trưng cầu|truyền đạt|tu sửa|tuân thủ|tuần tra
tuyển sinh|ứng phó|ứng trực|vào cuộc|vệ sinh|vinh danh|xác lập|xúc tiến|đeo thẻ|mặc trang|cảm ơn|chào hỏi
tôn tạo|trùng tu|cứng hóa|nhựa hóa|khảo nghiệm|gia hạn|gia cố|tháo dỡ|cưỡng chế|trông giữ|đấu giá|đấu thầu
đấu nối|uốn nắn|cai nghiện|xét nghiệm|cách ly|truy vết|trao quà|trao học|rà phá|bố cáo|kêu gọi|ra sức
hòa mạng|nhân lên|chuyển giao|chuyển hồ|đôn thúc|đặt lịch|đặt hàng|thu hồi|thu hút|thu hẹp|tái lập|tái thẩm
"""
_SINGLES = (
    "lập|gửi|mở|cử|đưa|lấy|trình|nộp|cấp|trả|nghe|gắn|giao|treo|dán|họp|tiếp|dành|đặt|đăng|tặng|chọn|ghi|bám|nêu|làm"
    "|chuyển|nhận|trực|giữ|rút|giảm|tăng|thu|chi|bàn|dự|đón|soạn|in|viết|phát|góp|khai|ký|xin|chấm|nắm|coi|sửa|xóa|xoá|giúp|thăm|mời|xong|cắm"
    "|dừng|ngừng|nhắc|nhập|trích|trồng|tránh|xét|xếp|quét|rải|phun|tiêm|chặn|phạt|khen|ghép|duyệt|chia|tháo|gỡ"
)
_MODALS = (
    "phải|cần|nên|sẽ|có trách|chịu trách|có nhiệm|chịu sự|có kế|có biện|có giải|có văn|có ý|có phương"
    "|không được|không để"
    "|không yêu|không gây|không ban|không tổ|tuyệt đối|hằng|hàng|mỗi|định kỳ|căn cứ|trên cơ|chậm nhất"
    "|theo chức|theo thẩm"
    "|theo nhiệm|trong phạm|khi có|trước khi|trước ngày|là cơ|là đơn|là đầu|nghiêm|cứ|ít nhất|hoàn|từng bước|sớm"
)
VERBS = frozenset(
    word for word in f"{_PAIRS.strip()}|{_SINGLES}|{_MODALS}".replace("\n", "|").split("|") if word
)
# Names that begin as one of the single verbs does.
_NOUNS = frozenset((
    "cấp ủy", "cấp uỷ", "cấp xã", "cấp huyện", "cấp tỉnh", "cấp trên", "cấp dưới", "cấp cơ",
    "cấp phường", "cấp thôn",
    "chi bộ", "chi cục", "chi hội", "chi đoàn", "chi nhánh", "giao thông", "giao dịch", "thu nhập",
    "dự án", "dự thảo",
    "giúp việc", "trực thuộc", "trình độ", "nhận thức", "phát thanh", "làm chủ", "mở đầu", "chuyển biến",
    "tiếp theo", "hàng hóa", "in tờ", "thường trực", "địa bàn", "phụ trách", "chuyên trách",
    "án đầu", "sát đầu", "sát quản", "sát điều", "sát thi", "sát bảo",
    "tư xây", "vấn thiết", "chủ đầu", "khen thưởng", "xét xử", "nhập khẩu",
    "nhập cư", "trồng trọt", "sớm nhất",
    "cứu phát", "trợ phát", "lý xây", "tiến đầu", "chuyển phát",
    "công trình", "chương trình", "quy trình", "lộ trình", "tờ trình", "đại học", "nhân dân",
))  # fmt: skip
# What is found missing; any other "không" at the head of a clause forbids.
_FINDINGS = frozenset((
    "không gian", "không khí", "không quân", "không phận", "không có", "không còn", "không phát", "không phải",
    "không đạt", "không đảm", "không bảo", "không đủ", "không kịp", "không chỉ", "không những", "không ai",
    "không thể",
))  # fmt: skip
_ENDS_NAME = frozenset(
    ("để", "hoặc", "từng", "theo", "khi", "sau", "trước", "nhằm", "trong", "với", "vào")
)
_JOINS = frozenset(("các", "của", "thuộc", "và", "tại"))  # no name ends with one
_COUNTS = frozenset(("hai", "ba", "mọi"))
_NUMBERED = frozenset(("án", "số"))  # "Tổ công tác Đề án 06", "Đội Quản lý thị trường số 3"
_WORD = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)*")
_DIGITS = re.compile(r"\d{1,3}(?!\w)")
_TWO_WORDS = re.compile(r"[\s\"“(]*([^\W\d_]+)(?:(?:\s|,\s)([^\W\d_]+))?")

_FIRST_WORDS = frozenset(verb.split()[0] for verb in VERBS) | {"tự", "không", "dự"}
_TIME = re.compile(r"(?:một|hai|ba|sáu)\s(?:ngày|tuần|tháng|quý|năm|lần)(?!\w)")
_ASIDE = re.compile(r"\([^()\n]{2,80}\)[\s:]*")
_GAP = re.compile(r"\s?[-–]\s?|\s{1,3}")
_NEVER = frozenset(
    ("đã", "được", "bị", "là", "có", "này", "nào", "khi", "nếu", "do", "đang", "chưa", "rằng")
)


def begins_verb(text: str, start: int, end: int, *, small: bool = False) -> bool:
    """Whether an order's verb stands at `start`; `small`: a capital letter makes it a name's part."""
    match = _TWO_WORDS.match(text, start, end)
    if match is None or (small and not match[1][0].islower()):
        return False
    first = match[1].lower()
    if first not in _FIRST_WORDS:
        return False
    pair = f"{first} {(match[2] or '').lower()}"
    if small and pair == "dự thảo":
        return True  # a noun only where a sentence begins
    if first == "tự" and pair not in VERBS and pair != "tự tự":
        # "tự chấm điểm": what is done by oneself is what follows
        return bool(match[2]) and begins_verb(text, match.start(2), end, small=small)
    if first == "không" and match[2]:
        return pair in VERBS or (not small and pair not in _FINDINGS)
    return pair in VERBS or (first in VERBS and pair not in _NOUNS)


def name_end(text: str, start: int, end: int, *, words: int) -> int | None:
    """Where the name that goes on at `start` ends: before a verb or a mark, `words` words at most."""
    at = start
    before = (text[max(0, start - 12) : start].split() or [""])[-1]
    for _ in range(words):
        match = _WORD.match(text, at, end)
        if match is None and before in _NUMBERED:
            match = _DIGITS.match(text, at, end)
        if match is None or match[0] in _NEVER or _orders(text, at, end, before):
            return None
        if match[0] == "vừa" and before != "và":  # "nhỏ và vừa" is a name's part
            return None
        if at == start and match[0] in _ENDS_NAME:
            return None
        at = match.end()
        if at >= end or text[at] in ",;:.(":
            return at
        gap = _GAP.match(text, at, end)
        if gap is None:
            return None
        aside = _ASIDE.match(text, gap.end(), end)
        if aside and (aside.end() >= end or begins_verb(text, aside.end(), end)):
            return at
        before = match[0]
        if _stops(text, gap.end(), end, before):
            return at
        at = gap.end()
    return None


def _stops(text: str, at: int, end: int, before: str) -> bool:
    """Whether no name goes on at `at`, after the word `before`."""
    if text[at : at + 1].isdigit():
        return before not in _NUMBERED
    word = _WORD.match(text, at, end)
    ends = word is not None and word[0] in _ENDS_NAME
    return ends or _orders(text, at, end, before) or _TIME.match(text, at, end) is not None


def _orders(text: str, at: int, end: int, before: str) -> bool:
    """Whether a verb stands at `at`; after `before` it may be the half of a noun: "địa bàn"."""
    if not begins_verb(text, at, end, small=True):
        return False
    word = _WORD.match(text, at, end)
    if word is None or before in _JOINS:
        return False
    whole = f"{before} {word[0]}".lower()
    if whole in _NOUNS or (before[:1].isupper() and whole in VERBS):
        return False  # "địa bàn"; "Văn phòng Đăng ký đất đai"
    return not (word[0] == "cấp" and before in _COUNTS)
