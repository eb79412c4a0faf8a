"""Under which key citations of one directive that is not held come together."""

from directives.reading import number_key
from directives.registry.rules.issuers import central_number
from directives.registry.rules.resolving import Cited, Source, is_local_or_silent
from directives.registry.rules.wordings import PROVINCE, worded


def stub_key(cited: Cited, source: Source, home: int) -> str:
    """Two citations are of one awaited directive when number, date and issuer's place are equal.

    `home` is the province that waits: each waits for its own, also for what is central.
    """
    said, own = worded(cited.issuer), worded(source.issuer)
    local = not central_number(cited.number) and is_local_or_silent(cited.issuer)
    place = f"{said.province_named or source.own or ''}" if local or not cited.issuer else "central"
    if central_number(cited.number):
        place = "central"
    unit = ""
    if local and said.unit not in ("", PROVINCE):
        name = said.name or (own.name if own.unit == said.unit else "")
        unit = f"{said.unit} {name}"
    return f"{home}:{place}:{unit}:{number_key(cited.number)}:{cited.issued_on or ''}"[:260]
