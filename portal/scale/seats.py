"""Who has the most to look at in the country: one login of every role, for a person and for the bench."""

from dataclasses import dataclass

from django.db.models import Count, Q

from portal.access import Role
from portal.accounts.models import Posting
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import AdministrativeUnit, Area

# Of an invented country that nobody works with; a database that holds anything else is refused.
PASSWORD = "quoc-gia-do-tai-2026"  # noqa: S105
MINISTRY = "bonoivu"


@dataclass(frozen=True, slots=True)
class Seat:
    """A login, and where it sits."""

    username: str
    role: Role
    place: str


def seats() -> list[Seat]:
    """One seat of every role, the Front's twice: the largest province, area and reception book."""
    communes = Count("children", Q(children__level=Level.COMMUNE, children__valid_to=None))
    standing = AdministrativeUnit.objects.provinces().filter(valid_to=None)
    province = standing.annotate(size=communes).order_by("-size", "code")[0]
    areas = Area.objects.filter(province=province).select_related("district")
    area = areas.annotate(communes=Count("members")).order_by("-communes", "pk")[0]
    committees = province.children.filter(
        level=Level.COMMUNE, organisations__kind=OrganisationKind.PEOPLE_COMMITTEE
    )
    commune = committees.annotate(visits=Count("organisations__receptions")).order_by(
        "-visits", "code"
    )[0]
    logins = [
        f"canbo1.{commune.code}", f"lanhdao.{commune.code}", f"mttq.{commune.code}",
        f"quantri.{commune.code}",
        f"diaban.{area.district.code if area.district else ''}",
        f"sonoivu.{province.code}", f"mttq.{province.code}", f"quantri.{province.code}",
        MINISTRY,
    ]  # fmt: skip
    found = Posting.objects.with_place().filter(user__username__in=logins)
    by_name = {one.user.username: one for one in found}
    return [
        Seat(login, Role(by_name[login].role), by_name[login].organisation.name)
        for login in logins
        if login in by_name  # a country that was seeded before a role was new has no such seat
    ]
