"""What the pages of surveys ask, always the same: each question is put into SQL once."""

from citizens.surveys.models import (
    Ballot,
    BallotBatch,
    Campaign,
    CampaignUnit,
    CodeIssue,
    QuestionnaireVersion,
    SecondEntry,
)
from citizens.surveys.querysets import in_sight
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_count, prepared_one
from portal.units.models import AdministrativeUnit, Area

campaign = prepared_one(lambda scope: Campaign.objects.visible_to(scope).with_names())
MOST_ROUNDS = 5  # campaigns that are compared over time
rounds = prepared(
    lambda scope, version, organiser, until: (
        Campaign.objects.visible_to(scope).with_names().alike(version, organiser, until)
    )[:MOST_ROUNDS]
)
NEWEST = ("-starts_on", "-id")
campaigns_newest = prepared(
    lambda scope: narrow(
        Campaign.objects.visible_to(scope).with_names().order_by(*NEWEST), USUAL + 1
    )
)
progress_of = prepared(lambda scope, ids: Campaign.objects.filter(pk__in=ids).progress(scope))
versions_in_use = prepared(lambda on: QuestionnaireVersion.objects.on(on).in_order())
communes_to_ask = prepared(
    lambda scope, on: AdministrativeUnit.objects.visible_to(scope).communes().on(on).as_choices()
)
areas_to_ask = prepared(lambda scope, on: Area.objects.visible_to(scope).on(on).as_choices())
units_to_choose = prepared(
    lambda scope, campaign: (
        CampaignUnit.objects.editable_by(scope).in_campaign(campaign).as_choices()
    )
)
unit_to_enter = prepared_one(
    lambda scope, campaign: CampaignUnit.objects.editable_by(scope).in_campaign(campaign).in_order()
)
units_to_frame = prepared(
    lambda scope, campaign: CampaignUnit.objects.editable_by(scope).in_campaign(campaign).as_lines()
)
unit_lines = prepared(
    lambda scope, campaign: CampaignUnit.objects.visible_to(scope).in_campaign(campaign).as_lines()
)
progress_by_unit = prepared(
    lambda scope, campaign: (
        BallotBatch.objects.visible_to(scope).of_campaign(campaign).progress_by_unit()
    )
)
agreement = prepared(
    lambda scope, campaign: (
        SecondEntry.objects.visible_to(scope).of_campaign(campaign).agreement_by_campaign()
    )
)
units_entered_by = prepared_count(
    lambda scope, campaign: CampaignUnit.objects.editable_by(scope).in_campaign(campaign)
)
batch_to_enter = prepared_one(
    lambda scope, campaign: (
        BallotBatch.objects.editable_by(scope).of_campaign(campaign).with_place()
    )
)
ballots_of = prepared(lambda batch: Ballot.objects.filter(batch=batch).as_lines())
batches_apart = prepared(
    lambda scope, campaign: narrow(
        BallotBatch.objects.visible_to(scope)
        .of_campaign(campaign)
        .not_reconciled()
        .open_first()
        .as_lines(),
        USUAL + 1,
    )
)
batches_first = prepared(
    lambda scope, campaign: narrow(
        BallotBatch.objects.editable_by(scope).of_campaign(campaign).with_unit().open_first(),
        USUAL + 1,
    )
)
code_issues = prepared(
    lambda scope, campaign: CodeIssue.objects.visible_to(scope).of_campaign(campaign).with_use()
)
ballots_by_mode = prepared(
    lambda campaign: BallotBatch.objects.of_campaign(campaign).closed_by_mode()
)
units_counted = prepared(
    lambda scope, campaign: CampaignUnit.objects.in_campaign(campaign).counted(in_sight(scope))
)
