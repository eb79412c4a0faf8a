"""What follows from a masthead: where its issuer stands, its series, the words it is found by."""

import datetime as dt

from directives.reading import number_key
from directives.registry.kinds import IssuerLevel, System
from directives.registry.models import Directive
from directives.registry.places import place_issuer, why_not_ones_own
from directives.registry.rules import number_series
from portal.text import search_key


def place(directive: Directive, *, home_unit_id: int, level: IssuerLevel | None = None) -> None:
    """Set what the number, issuer and date of a directive tell; writes no row."""
    directive.number_key = number_key(directive.number)[:60]
    if not directive.issuer:
        directive.issuer_key, directive.province, directive.issuer_organisation = "", None, None
        return
    place = place_issuer(
        directive.issuer,
        number=directive.number,
        on=directive.issued_on or dt.date.max,
        home_unit_id=home_unit_id,
        level=level,
    )
    directive.issuer_level, directive.issuer_key = place.level, place.key
    directive.province, directive.issuer_organisation = place.province, place.organisation
    if directive.issued_on is None:
        return
    system = System(directive.system)
    told = number_series(system, place.level, directive.issued_on)
    if told or system is System.STATE:
        directive.series = told


def why_not_final(directive: Directive, *, home_unit_id: int) -> dict[str, str]:
    """Return, by field, why someone of a unit cannot save this issuer as final.

    A central directive that was saved is used by every province: it is not taken back into one.
    """
    level = IssuerLevel(directive.issuer_level)
    if level is not IssuerLevel.CENTRAL and directive.pk:
        saved = Directive.objects.final().filter(pk=directive.pk)
        if saved.filter(issuer_level=IssuerLevel.CENTRAL).exists():
            return {
                "issuer_level": "Văn bản trung ương đã lưu là của mọi tỉnh, không đổi cấp được."
            }
    return why_not_ones_own(
        directive.issuer, level=level, province=directive.province, home_unit_id=home_unit_id
    )


def search_words(directive: Directive) -> str:
    """Return the folded words that find a directive; each begins after a blank.

    The number stands twice, with and without its leading noughts: "3/ct" finds "03/CT-UBND".
    """
    year = directive.issued_on.year if directive.issued_on else ""
    words = search_key(
        f"{directive.title} {directive.number_key} {directive.issuer} {year}"
        f" {directive.subject} {directive.signer}"
    )
    return f" {words}"
