"""Where and when a document was issued, as its head says it: "Hà Nội, ngày 05 tháng 3 năm 2026"."""

import re

from directives.reading.dates import FULL_DATE
from directives.reading.lines import UPPER

_NAME_OF_PLACE = (
    rf"(?<![\w/\-])[{UPPER}][^\W\d_]*(?:(?:\s|\s?[-–.'’]\s?)[^\W\d_]+){{0,6}}(?:\s\d{{1,2}})?"
)
# A telegram tells its hour as well: "Thái Bình, hồi 16 giờ 00 ngày …".
_HOUR = r"(?:(?:vào )?(?:hồi |lúc )?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?(?:\s?phút)?,?\s{1,2})?"
PLACE_DATE = re.compile(
    rf"(?P<place>{_NAME_OF_PLACE})\s?,\s{{0,3}}{_HOUR}(?=(?i:{FULL_DATE.pattern}))"
)
# A draft leaves the day or the month open: "Hà Nội, ngày … tháng 5 năm 2026".
_OPEN_DATE = r"ngày[\s.…_]{0,20}tháng[\s.…_\d]{0,20}năm[\s.…_\d]{0,8}"
PLACE_OPEN = re.compile(rf"(?P<place>{_NAME_OF_PLACE})\s?,\s{{0,3}}(?={_OPEN_DATE})")
