"""When one wants mail."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings

from portal.choices import ChoiceField, TypedChoiceField
from portal.notices.kinds import DigestChoice
from portal.notices.models import MailChoice
from portal.notices.rules import times_to_choose


class MailChoiceForm(forms.ModelForm[MailChoice]):
    when = ChoiceField(label="Gửi bản tin", choices=DigestChoice.choices, widget=forms.RadioSelect)
    at = TypedChoiceField(
        label="Vào lúc", coerce=time.fromisoformat, widget=forms.Select(attrs={"class": "w-time"}),
        help_text="Cho bản tin hằng ngày. Ngày có việc gấp thì gửi ngay khi vào giờ làm việc.",
    )  # fmt: skip

    class Meta:
        model = MailChoice
        fields = ("when", "at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = [self.instance.at] if self.instance.pk else []
        times = sorted({*times_to_choose(settings.OFFICE_HOURS), *standing})
        self.fields["at"].choices = [(f"{one:%H:%M}", f"{one:%H:%M}") for one in times]  # type: ignore[attr-defined]
        self.initial["at"] = f"{self.instance.at:%H:%M}"
