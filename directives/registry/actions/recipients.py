"""Keeping "Nơi nhận": each line as written, with the organisation that it names when it is one."""

import re

from directives.registry.models import Directive, Recipient
from portal.text import one_line, search_key
from portal.units.models import Organisation

_NOTE = re.compile(r"\((?:b/c|để b/c|để báo cáo|p/h|t/h|để thực hiện)[^)]*\)", re.IGNORECASE)


def keep_recipients(*, directive: Directive, wordings: list[str]) -> None:
    """Replace the lines of a directive by these, when they differ from what is there."""
    wanted = [one_line(wording)[:300] for wording in wordings if wording.strip()]
    there = list(directive.recipients.all())
    if (
        [row.wording for row in there] == wanted
        and directive.is_final
        and all(row.organisation_id for row in there)
    ):
        return
    directive.recipients.all().delete()
    named = _named(directive, wanted)
    Recipient.objects.bulk_create(
        Recipient(
            directive=directive, ordinal=place, wording=wording,
            organisation_id=named.get(_key(wording)),
        )
        for place, wording in enumerate(wanted)
    )  # fmt: skip


def _named(directive: Directive, wordings: list[str]) -> dict[str, int]:
    """Organisations of exactly these names; a name that several bear names none of them."""
    keys = {_key(wording) for wording in wordings} - {""}
    bearers: dict[str, list[int]] = {}
    rows = Organisation.objects.called(keys, on=directive.issued_on).with_former_names()
    if directive.issued_on is not None:
        rows = rows.on(directive.issued_on)
    for row in rows:
        for key in keys & {
            row.search_key,
            *(former.search_key for former in row.former_names.all()),
        }:
            bearers.setdefault(key, []).append(row.pk)
    return {key: pks[0] for key, pks in bearers.items() if len(pks) == 1}


def _key(wording: str) -> str:
    return search_key(_NOTE.sub("", wording).strip(" -;.,"))
