"""Showing published results to everybody, and no longer."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.surveys.figures.results import results
from citizens.surveys.models import Campaign, Frame, Release
from citizens.surveys.querysets import EVERY_UNIT, organises
from portal.access import Scope
from portal.audit.actions import record
from portal.text import one_line


@transaction.atomic
def release_results(*, campaign: Campaign, by: Scope, on: date) -> Release:
    """Show the results to the public. Raises `ValidationError` for what is not published."""
    campaign = _locked(campaign, by)
    if not campaign.is_published:
        raise ValidationError(
            "Hãy công bố kết quả cho các đơn vị trước khi công khai cho mọi người."
        )
    if campaign.frame == Frame.OFFICIALS:
        raise ValidationError("Ý kiến về công chức nêu tên không công khai.")
    found = results(campaign, seen=EVERY_UNIT)
    release = Release(
        campaign=campaign, released_on=on, released_by_id=by.user_id,
        questions="\n".join(one.item.code for one in found.questions if one.is_shown)
        if not found.is_part else "",
    )  # fmt: skip
    release.full_clean()
    release.save()
    record(
        act="campaign.release", target=campaign, by=by,
        says=f"Công khai kết quả đợt khảo sát “{campaign.title}” cho mọi người xem.",
    )  # fmt: skip
    return release


@transaction.atomic
def withdraw_results(*, campaign: Campaign, reason: str, by: Scope, on: date) -> None:
    """Show them no longer. Raises `ValidationError` where nothing is shown."""
    campaign = _locked(campaign, by)
    release = campaign.releases.filter(withdrawn_on__isnull=True).first()
    if release is None:
        raise ValidationError("Kết quả đợt này đang không công khai.")
    release.withdrawn_on, release.withdrawn_by_id = on, by.user_id
    release.reason = one_line(reason)
    release.full_clean()
    release.save()
    record(
        act="campaign.withdraw", target=campaign, by=by,
        says=f"Thôi công khai kết quả đợt khảo sát “{campaign.title}”. Lý do: {release.reason}",
    )  # fmt: skip


def _locked(campaign: Campaign, by: Scope) -> Campaign:
    if not organises(by, campaign):
        raise ValidationError("Chỉ Ủy ban MTTQ tổ chức đợt khảo sát quyết định việc công khai.")
    rows = Campaign.objects.select_related("version").select_for_update(of=("self",))
    return rows.get(pk=campaign.pk)
