"""The head of a commune's plan, for tests of what stands below it."""

HEAD = """ỦY BAN NHÂN DÂN
XÃ HÀ KHÊ
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Khê, ngày 05 tháng 4 năm 2024
KẾ HOẠCH
Về tiếp công dân
"""
