"""Opinions on a named official: the Front of the province reads them, and who appointed the official."""

from __future__ import annotations

from django.db.models import Q

from citizens.surveys.rules.officials import heads_who_read
from portal.access import Scope
from portal.calendar.clock import today
from portal.units.kinds import Level, OrganisationKind

OFFICIALS = "officials"  # Frame.OFFICIALS; the models import the querysets that ask this


def readable(scope: Scope, path: str = "") -> Q:
    """Return "no opinion on a named official, or one that is this person's to read".

    `path` leads from the row to its surveyed unit ("campaign_unit__").
    """
    is_front = scope.organisation_kind == OrganisationKind.FRONT_COMMITTEE
    if is_front and scope.unit_level == Level.PROVINCE:
        return Q()
    plain = ~Q(**{f"{path}campaign__frame": OFFICIALS})
    if scope.role not in heads_who_read(today()):
        return plain
    own = {f"{path}official__appointer": scope.organisation_id, f"{path}official__is_head": False}
    return plain | Q(**own)
