"""Where something stands in the text of a directive."""

from django.db.models import F, Q

SPAN_IN_ORDER = Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end"))
SPAN_MESSAGE = "Vị trí trong văn bản không hợp lệ."
