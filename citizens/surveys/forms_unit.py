"""The surveyed unit that a form is about, chosen among those whose ballots the person enters."""

from typing import Any

from django import forms

from citizens.surveys import questions
from citizens.surveys.models import CampaignUnit
from portal.access import Scope
from portal.choices import ChoiceField
from portal.units.kinds import UnitKind


class OfUnitForm(forms.Form):
    """A form about one unit of a campaign. A province has 168: names are read, rows only when sent."""

    campaign_unit = ChoiceField(label="Đơn vị được khảo sát")

    def __init__(self, *args: Any, scope: Scope, campaign: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scope, self._campaign = scope, campaign
        words = {kind.value: kind.word for kind in UnitKind}
        found: Any = questions.units_to_choose(scope, campaign)
        self.units = [(pk, f"{words[kind]} {name}") for pk, kind, name in found]
        self.fields["campaign_unit"].choices = self.units  # type: ignore[attr-defined]

    def clean_campaign_unit(self) -> CampaignUnit:
        chosen = int(self.cleaned_data["campaign_unit"])
        return questions.unit_to_enter(self._scope, self._campaign, pk=chosen)
