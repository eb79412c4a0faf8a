"""The directive that is pasted: the real one when it is at hand, else one of the suite's own.

Both were issued by a province that is none any more, and both ask two things of every commune each
year: an account before 30/11, and a model "Dân vận khéo".
"""

from pathlib import Path

REAL = (
    Path(__file__).resolve().parents[3] / "shared" / "documents" / "bac-giang-chi-thi-03-2022.txt"
)

OWN = """\
ỦY BAN NHÂN DÂN
TỈNH BẮC GIANG
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 07/CT-UBND

Bắc Giang, ngày 06 tháng 3 năm 2023

CHỈ THỊ

Về việc gần dân, lắng nghe dân trong hoạt động của chính quyền cơ sở

Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh yêu cầu \
Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch UBND các huyện, thành phố làm tốt những việc sau:

1. Niêm yết lịch tiếp công dân tại trụ sở và nhà văn hóa các thôn, tổ dân phố; cử người trực \
thường xuyên để hướng dẫn người dân.

2. Hằng năm, mỗi xã, phường, thị trấn dựng được ít nhất 01 mô hình “Dân vận khéo” có người dân \
cùng tham gia từ đầu.

3. Hằng năm, UBND cấp xã tự đánh giá công tác dân vận của mình và gửi Sở Nội vụ trước ngày 30/11 \
để tổng hợp.

Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện Chỉ thị này./.

Nơi nhận:
- Các sở, ban, ngành tỉnh;
- UBND huyện, thành phố;
- UBND cấp xã;
- Lưu: VT, NC.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Văn Mẫu
"""


def pasted() -> dict[str, str]:
    """The texts to journey with, by name; the real one only where it is."""
    texts = {"tự soạn": OWN}
    if REAL.is_file():
        texts["Bắc Giang"] = REAL.read_text(encoding="utf-8")
    return texts
