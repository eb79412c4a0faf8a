"""Naming the official whom a campaign asks about in a commune."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.surveys.models import CampaignUnit, Frame, NamedOfficial
from citizens.surveys.querysets import organises
from portal.access import Scope
from portal.audit.actions import record
from portal.text import one_line
from portal.units.models import Organisation


@transaction.atomic
def name_official(
    *, campaign_unit: CampaignUnit, name: str, position: str, appointer: Organisation, is_head: bool,
    by: Scope,
) -> NamedOfficial:  # fmt: skip
    """Say whom people are asked about. Raises `ValidationError`; the record holds no name."""
    campaign = campaign_unit.campaign
    campaign = type(campaign).objects.select_for_update().get(pk=campaign.pk)
    if not organises(by, campaign):
        raise ValidationError("Chỉ Ủy ban MTTQ tổ chức đợt khảo sát ghi người được lấy ý kiến.")
    if campaign.frame != Frame.OFFICIALS:
        raise ValidationError("Đợt này không lấy ý kiến về công chức nêu tên.")
    if not campaign.is_open or campaign_unit.batches.exists():
        raise ValidationError("Đã có phiếu về người này: không đổi người được lấy ý kiến nữa.")
    official = NamedOfficial(
        campaign_unit=campaign_unit, name=one_line(name), position=one_line(position),
        appointer=appointer, is_head=is_head,
    )  # fmt: skip
    official.full_clean(validate_unique=False)
    official.save()
    record(
        act="campaign.name_official", target=campaign, by=by,
        says=f"Ghi người được lấy ý kiến ở {campaign_unit.unit.full_name_inside}.",
    )  # fmt: skip
    return official
