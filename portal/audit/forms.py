from django import forms

from portal.forms import DateField, VietnameseCharField


class AuditFilter(forms.Form):
    """The bar over the audit record."""

    q = VietnameseCharField(label="Người làm, nội dung", required=False, max_length=100)
    tu = DateField(label="Từ ngày", required=False)
    den = DateField(label="Đến ngày", required=False)
