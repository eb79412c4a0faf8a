"""Opening, framing, closing and publishing campaigns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.surveys.models import (
    BallotBatch,
    BatchState,
    Campaign,
    CampaignState,
    CampaignUnit,
    Frame,
    QuestionnaireVersion,
)
from citizens.surveys.querysets import works_for_front
from citizens.surveys.rules.samples import smallest_sample
from citizens.surveys.rules.second import SHARES
from portal.access import Power, Scope
from portal.audit.actions import record
from portal.overtaken import refuse_overtaken
from portal.text import one_line, search_key
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation


@transaction.atomic
def open_campaign(
    *,
    version: QuestionnaireVersion,
    title: str,
    starts_on: date,
    ends_on: date,
    frame: str,
    margin: Decimal,
    units: Collection[AdministrativeUnit],
    communes_enter: bool,
    by: Scope,
    second_share: int = 10,
) -> Campaign:
    """Open a campaign over `units`; each unit's own Front enters, or else the organiser.

    `second_share` percent of each batch are entered again by another person. Raises
    `ValidationError` for a unit outside the scope or ended before the campaign starts, for a
    version not in use on that day, and from the constraints.
    """
    if not (works_for_front(by) and by.may(Power.CAMPAIGN_MANAGE)):
        raise ValidationError("Chỉ Ủy ban MTTQ lập được đợt khảo sát.")
    if second_share not in SHARES:
        raise ValidationError({"second_share": "Tỷ lệ nhập lần hai là một trong các mức đã cho."})
    _check_version(version, starts_on)
    _check_units(units, starts_on, by)
    about_officials = frame == Frame.OFFICIALS
    if about_officials and by.unit_level != Level.PROVINCE:
        raise ValidationError(
            {"frame": "Lấy ý kiến về công chức nêu tên do Ủy ban MTTQ tỉnh tổ chức."}
        )
    campaign = Campaign(
        version=version, organiser_id=by.organisation_id, title=one_line(title),
        starts_on=starts_on, ends_on=ends_on, frame=frame, margin=margin,
        second_share=second_share, created_by_id=by.user_id, search_key=search_key(title),
    )  # fmt: skip
    campaign.full_clean()
    campaign.save()
    # Who enters reads single ballots: opinions on a person are entered by the province itself.
    by_commune = communes_enter and not about_officials
    enterers = _fronts_of(units, starts_on) if by_commune else {}
    CampaignUnit.objects.bulk_create(
        CampaignUnit(
            campaign=campaign, unit=unit, enterer_id=enterers.get(unit.pk, by.organisation_id)
        )
        for unit in units
    )
    record(
        act="campaign.open", target=campaign, by=by,
        says=f"Lập đợt khảo sát “{campaign.title}” tại {len(units)} đơn vị.",
    )  # fmt: skip
    return campaign


@transaction.atomic
def set_frame(
    *, campaign: Campaign, sizes: Mapping[int, int | None], by: Scope,
    seen: Mapping[int, int | None] | None = None,
) -> int:  # fmt: skip
    """Say how many there are in each surveyed unit (by the id of its row): gives how many to ask.

    Returns how many units changed. Raises `ValidationError` in a campaign that is no longer open, and
    when other sizes stand there than the writer has `seen`.
    """
    campaign = _locked(campaign)
    _check_open(campaign)
    changed: dict[str, tuple[int | None, int | None]] = {}
    rows = CampaignUnit.objects.editable_by(by).filter(campaign=campaign, pk__in=sizes)
    for row in rows.select_related("unit").select_for_update(of=("self",)):
        size = sizes[row.pk]
        if seen is not None:
            refuse_overtaken(seen[row.pk], row.size)
        if size == row.size:
            continue
        changed[row.unit.full_name] = (row.size, size)
        row.size = size
        row.target = smallest_sample(size, campaign.margin) if size else None
        row.full_clean(exclude=["campaign", "unit", "enterer"])
        row.save(update_fields=["size", "target"])
    if changed:
        record(
            act="campaign.frame", target=campaign, by=by, changes=changed,
            says=f"Ghi khung mẫu của {len(changed)} đơn vị trong đợt “{campaign.title}”.",
        )  # fmt: skip
    return len(changed)


@transaction.atomic
def close_campaign(*, campaign: Campaign, by: Scope) -> None:
    """Close it: no batch opens any more. Raises `ValidationError` while a batch is open."""
    campaign = _locked(campaign)
    _check_open(campaign)
    batches = BallotBatch.objects.of_campaign(campaign)
    still_open = batches.filter(state=BatchState.OPEN).count()
    if still_open:
        raise ValidationError(f"Còn {still_open} tập phiếu chưa khóa. Hãy khóa hết các tập trước.")
    if not batches.exists():
        raise ValidationError("Đợt này chưa có phiếu nào, chưa khóa được.")
    campaign.state = CampaignState.CLOSED
    campaign.save(update_fields=["state"])
    record(
        act="campaign.close", target=campaign, by=by,
        says=f"Khóa đợt khảo sát “{campaign.title}”.",
    )  # fmt: skip


@transaction.atomic
def reopen_campaign(*, campaign: Campaign, reason: str, by: Scope) -> None:
    """Open a closed campaign again, for a stated reason. A published one stays closed."""
    campaign = _locked(campaign)
    if campaign.state != CampaignState.CLOSED:
        raise ValidationError("Chỉ mở lại được đợt đã khóa mà chưa công bố.")
    campaign.state = CampaignState.OPEN
    campaign.save(update_fields=["state"])
    record(
        act="campaign.reopen", target=campaign, by=by,
        says=f"Mở lại đợt khảo sát “{campaign.title}”. Lý do: {one_line(reason)}",
    )  # fmt: skip


@transaction.atomic
def publish_campaign(*, campaign: Campaign, by: Scope, on: date) -> None:
    """Let the surveyed communes see the results. Raises `ValidationError` before it is closed."""
    campaign = _locked(campaign)
    if campaign.state != CampaignState.CLOSED:
        raise ValidationError("Hãy khóa đợt khảo sát trước khi công bố; mỗi đợt công bố một lần.")
    campaign.state = CampaignState.PUBLISHED
    campaign.published_on, campaign.published_by_id = on, by.user_id
    campaign.save(update_fields=["state", "published_on", "published_by_id"])
    record(
        act="campaign.publish", target=campaign, by=by,
        says=f"Công bố kết quả đợt khảo sát “{campaign.title}”.",
    )  # fmt: skip


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _check_open(campaign: Campaign) -> None:
    if not campaign.is_open:
        raise ValidationError("Đợt khảo sát này đã khóa.")


def _check_version(version: QuestionnaireVersion, day: date) -> None:
    if not QuestionnaireVersion.objects.on(day).filter(pk=version.pk).exists():
        raise ValidationError({"version": f"Bản phiếu này không dùng vào ngày {day:%d/%m/%Y}."})


def _check_units(units: Collection[AdministrativeUnit], day: date, by: Scope) -> None:
    if not units:
        raise ValidationError("Hãy chọn ít nhất một đơn vị.")
    ended = [unit.full_name for unit in units if not unit.stands_on(day)]
    if ended:
        raise ValidationError(
            f"Đã kết thúc hoặc chưa có vào ngày {day:%d/%m/%Y}: {', '.join(ended[:5])}."
        )
    ids = [unit.pk for unit in units]
    found = AdministrativeUnit.objects.visible_to(by).communes().filter(pk__in=ids).count()
    if found != len(set(ids)):
        raise ValidationError("Có đơn vị không thuộc phạm vi của Ủy ban MTTQ nơi ông/bà công tác.")


def _fronts_of(units: Collection[AdministrativeUnit], day: date) -> dict[int, int]:
    """Return the Front committee of each unit on that day, where there is one."""
    fronts = Organisation.objects.on(day).of_kind(OrganisationKind.FRONT_COMMITTEE)
    found = fronts.in_units([unit.pk for unit in units]).order_by("-pk")
    return dict(found.values_list("unit_id", "pk"))
