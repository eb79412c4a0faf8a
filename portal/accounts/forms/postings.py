"""Posting a person, and ending a posting."""

from typing import Any, cast

from django import forms

from portal.access import Power, Role, Scope
from portal.accounts.models import Posting
from portal.accounts.querysets import managed_organisations
from portal.accounts.rules import may_grant, roles_of
from portal.calendar.clock import today
from portal.choices import ChoiceField
from portal.forms import DateField, VietnameseCharField
from portal.units.forms import OrganisationField
from portal.units.models import Area


class PostingForm(forms.ModelForm[Posting]):
    """A posting that the scope may give: its organisations, the roles not above its own."""

    organisation = OrganisationField(
        label="Cơ quan",
        help_text="Ví dụ: UBND phường Bắc Giang. Trùng tên thì ghi thêm tỉnh: UBND xã Tân An, Đồng Nai.",
    )  # fmt: skip
    role = ChoiceField(label="Vai trò")
    job_title = VietnameseCharField(label="Chức vụ", max_length=120, required=False)
    area = forms.ModelChoiceField(
        label="Địa bàn", queryset=Area.objects.none(), required=False,
        help_text="Chỉ cho cán bộ theo dõi địa bàn.",
    )  # fmt: skip
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(label="Đến hết ngày", required=False)

    class Meta:
        model = Posting
        fields = ("organisation", "role", "job_title", "area", "starts_on", "ends_on")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = managed_organisations(scope)
        cast("OrganisationField", self.fields["organisation"]).among = organisations
        roles = [role for role in Role if may_grant(scope.role, role)]
        if not scope.may(Power.USER_MANAGE_PROVINCE):
            self.fields["organisation"].disabled = True
            self.initial["organisation"] = organisations.with_places().get()
            carried = roles_of(scope.organisation_kind, scope.unit_level)
            roles = [role for role in roles if role in carried]
        choices = [(role.value, role.label) for role in roles]
        cast("forms.ChoiceField", self.fields["role"]).choices = choices
        areas = Area.objects.visible_to(scope).on(today()).in_order()
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = areas
        if Role.SUPERVISOR not in roles:
            del self.fields["area"]


class EndPostingForm(forms.Form):
    ends_on = DateField(label="Đến hết ngày")
