"""The words with which an order begins: "tăng cường", "chủ trì", "rà soát" …, told from names by them."""

import re

_PAIRS = """
bàn giao|ban hành|báo cáo|bảo đảm|bảo vệ|bảo quản|bám sát|biên soạn|biểu dương|bình xét|bố trí|bổ sung|bổ nhiệm|bồi dưỡng
bãi bỏ|cải cách|cải tạo|cải thiện|cải tiến|cam kết|cân đối|cấp phát|cập nhật|chấm dứt|chấm điểm|chấn chỉnh|chấp hành
chăm lo|chỉ đạo|chỉ huy|chịu trách|chia sẻ|chú trọng|chú ý|chủ động|chủ trì|chuẩn bị|chuẩn hóa|chuyển đổi|chuyển tải
công bố|công khai|cung cấp|củng cố|cụ thể|cần tiếp|cắt giảm|dành thời|duy trì|dự trù|đa dạng|đánh giá|đào tạo|đấu tranh
đẩy mạnh|đẩy nhanh|đề cao|đề nghị|đề xuất|đề ra|điều chỉnh|điều động|điều tra|điều hành|định hướng|định kỳ|đối thoại|đôn đốc
đổi mới|động viên|đồng thời|đảm bảo|đảm nhiệm|đăng ký|đăng tải|đưa tin|đến từng|gặp gỡ|ghi nhận|ghi chép|giám sát|giao ban
giao cho|giáo dục|giảm tối|giải đáp|giải quyết|giải thích|giải trình|giới thiệu|giúp đỡ|gắn kết|gương mẫu|hạn chế
hoàn chỉnh|hoàn thành|hoàn thiện|hòa giải|hỗ trợ|huy động|hưởng ứng|hướng dẫn|hợp nhất|họp dân|học tập|kế hoạch hóa|kê khai
kết hợp|kết nối|khai thác|khảo sát|khắc phục|khen thưởng|khuyến khích|khẩn trương|kiểm điểm|kiểm soát|kiểm tra|kiến nghị
kiện toàn|kiên quyết|kịp thời|kiểm kê|làm rõ|làm tốt|làm việc|lãnh đạo|lập danh|lập kế|lắng nghe|lắp đặt|lấy ý|lồng ghép
liên hệ|loại bỏ|luân chuyển|lựa chọn|mở chuyên|mở rộng|mở lớp|nắm bắt|nắm chắc|nắm tình|nâng cao|nâng cấp|nêu cao|nêu gương
ngăn chặn|nghe và|nghiêm cấm|nghiêm túc|nghiên cứu|nhân rộng|niêm yết|ổn định|phản ánh|phân bổ|phân công|phân loại
phân tích|phấn đấu|phát động|phát hành|phát hiện|phát huy|phát sóng|phát thanh|phát triển|phê duyệt|phê bình|phổ biến|phối hợp
phòng ngừa|phòng, chống|phụ trách|phục vụ|quan tâm|quán triệt|quản lý|quyết định|quyết liệt|rà soát|rút gọn|rút kinh
rút ngắn|sắp xếp|sơ kết|số hóa|sử dụng|sửa chữa|sửa đổi|sẵn sàng|tái cấu|tăng cường|tạo điều|tạo sự|tạo chuyển|tạo môi
tập huấn|tập trung|tham gia|tham mưu|tham vấn|thanh tra|thành lập|thay mới|thay đổi|thay thế|theo dõi|thí điểm|thiết lập
thi hành|thông báo|thông qua|thông tin|thống kê|thống nhất|thu thập|thúc đẩy|thực hành|thực hiện|thường trực|thường xuyên
thẩm định|thăm hỏi|tiếp công|tiếp dân|tiếp nhận|tiếp thu|tiếp tục|tiếp xúc|tiến hành|tích cực|tìm hiểu|tinh gọn|tổ chức
tổng hợp|tổng kết|tọa đàm|tranh thủ|trang bị|trao đổi|trả kết|trả lời|triển khai|trình bày|trực tiếp|truyền thông|tuyên dương
tuyên truyền|tuyển chọn|tuyển dụng|từ chối|tự kiểm|tự giác|tự đánh|ưu tiên|ủng hộ|ứng dụng|vận dụng|vận động|vận hành|viết tin
thẩm tra|sinh hoạt|liên thông|chăm sóc|phản bác|hợp tác|giảng dạy|rèn luyện|cổ động|đề phòng|ngăn ngừa|răn đe|truy cứu
kết luận|kỷ luật|khơi thông|soạn thảo|hiệp thương|xuất bản|tiếp sóng|bồi thường|cảnh báo|phủ sóng|lên lịch|giữ vững|giữ gìn
thăm dò|chấp thuận|chất vấn|góp ý|tập hợp|tự phê|hoàn tất|gửi kèm|phản hồi|mời gọi|tôn vinh|xóa mù|mua sắm|bố phòng
tiếp nối|nhận diện|thể hiện|xử trí|ghi âm|lựa lời|gìn giữ|thường kỳ|đóng góp|tranh tra|tự rà|lấy kết|đánh số|mở hòm|mở sổ
xác định|xác minh|xây dựng|xem xét|xét duyệt|xin lỗi|xóa bỏ|xử lý|xử phạt|yêu cầu|chi trả|dự toán|điều phối|kiểm duyệt|nhắc nhở
quy định|quy hoạch|xác nhận|tổng rà|hiện đại|nhanh chóng|kết thúc|cơ cấu|sơ tán|ký kết|ký cam|thể chế|giao lưu|làm đầu
làm mới|bảo trì|ra quân|thu gom|thắp sáng|chỉnh trang|giảm thời|giảm số|giảm ít|giảm thiểu|hoàn trả|trợ giúp|tư vấn|đối chiếu
lưu trữ|lưu giữ|bố cục|tháo gỡ|nói đi|gần dân|tôn trọng|lấy phiếu|lấy kết|đo lường|khởi công|giải phóng|bàn bạc|bàn giải
nhập dữ|nhập liệu|in ấn|dán công|treo biển|gọi điện|nhắn tin|trực ban|trực tại|trực từ|trực đường|dự họp|dự sinh|cử cán
cử công|cử người|cử đại|ra mắt|ra soát|xếp loại|trao tặng|bình chọn|nhận xét|tự soi|rà lại|soát xét|khơi dậy|xã hội hóa
"""
_SINGLES = (
    "lập|gửi|mở|cử|đưa|lấy|trình|nộp|cấp|trả|nghe|gắn|giao|treo|dán|họp|tiếp|dành|đặt|đăng|tặng|chọn|ghi|bám|nêu|làm"
    "|chuyển|nhận|trực|giữ|rút|giảm|tăng|thu|chi|bàn|dự|đón|soạn|in|viết|phát|góp|khai|ký|xin|chấm|nắm|coi|lấy|sửa|xóa"
)
_MODALS = (
    "phải|cần|nên|sẽ|có trách|chịu trách|có nhiệm|chịu sự|có kế|có biện|có giải|có văn|có ý|có phương|không được|không để"
    "|không yêu|không gây|không ban|không tổ|tuyệt đối|hằng|hàng|mỗi|định kỳ|căn cứ|trên cơ|chậm nhất|theo chức|theo thẩm"
    "|theo nhiệm|trong phạm|khi có|trước khi|trước ngày|là cơ|là đơn|là đầu|nghiêm|cứ|ít nhất|hoàn"
)
VERBS = frozenset(
    word for word in f"{_PAIRS.strip()}|{_SINGLES}|{_MODALS}".replace("\n", "|").split("|") if word
)
# Names that begin as one of the single verbs does.
_NOUNS = frozenset((
    "cấp ủy", "cấp uỷ", "cấp xã", "cấp huyện", "cấp tỉnh", "cấp trên", "cấp dưới", "cấp cơ", "cấp phường", "cấp thôn",
    "chi bộ", "chi cục", "chi hội", "chi đoàn", "chi nhánh", "giao thông", "giao dịch", "thu nhập", "dự án", "dự thảo",
    "trực thuộc", "trình độ", "nhận thức", "phát thanh", "làm chủ", "mở đầu", "chuyển biến", "tiếp theo", "hàng hóa",
    "in tờ", "thường trực",
))  # fmt: skip
_ENDS_NAME = frozenset(
    ("để", "hoặc", "từng", "theo", "khi", "sau", "trước", "nhằm", "trong", "với", "vào")
)
_WORD = re.compile(r"[^\W\d_]+")
_TWO_WORDS = re.compile(r"[\s\"“(]*([^\W\d_]+)(?:(?:\s|,\s)([^\W\d_]+))?")

_GAP = re.compile(r"\s?[-–]\s?|\s{1,3}")
_NEVER = frozenset(
    ("đã", "được", "bị", "là", "có", "này", "khi", "nếu", "do", "đang", "chưa", "rằng")
)


def begins_verb(text: str, start: int, end: int, *, small: bool = False) -> bool:
    """Whether an order's verb stands at `start`; `small`: a capital letter makes it a name's part."""
    match = _TWO_WORDS.match(text, start, end)
    if match is None or (small and not match[1][0].islower()):
        return False
    first = match[1].lower()
    pair = f"{first} {(match[2] or '').lower()}"
    return pair in VERBS or (first in VERBS and pair not in _NOUNS)


def name_end(text: str, start: int, end: int, *, words: int) -> int | None:
    """Where the name that goes on at `start` ends: before a verb or a mark, `words` words at most."""
    at = start
    for _ in range(words):
        match = _WORD.match(text, at, end)
        if match is None or begins_verb(text, at, end, small=True) or match[0] in _NEVER:
            return None
        at = match.end()
        if at >= end or text[at] in ",;:.(":
            return at
        gap = _GAP.match(text, at, end)
        if gap is None:
            return None
        following = _WORD.match(text, gap.end(), end)
        if begins_verb(text, gap.end(), end, small=True) or (
            following and following[0] in _ENDS_NAME
        ):
            return at
        at = gap.end()
    return None
