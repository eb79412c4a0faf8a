"""Entering a text: what was read in it becomes a draft, for a person to review."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from directives.reading import (
    Reading,
    canonical_number,
    kind_named,
    number_key,
    read,
)
from directives.registry.actions.masthead import place, search_words
from directives.registry.actions.proposals import duty_read, reference_read
from directives.registry.actions.references import resolve
from directives.registry.kinds import IssuerLevel, Status, System
from directives.registry.models import CrossReference, Directive, Duty, Recipient, TextVersion
from directives.registry.rules import moved, named_place, sentence_case
from portal.access import Scope
from portal.audit.actions import record
from portal.files.models import Attachment
from portal.text import one_line


@transaction.atomic
def enter(
    *,
    text: str,
    entry_key: str,
    by: Scope,
    source: Attachment | None = None,
    unsure: Sequence[tuple[int, int]] = (),
) -> Directive:
    """Read `text` and keep it with everything that it proposes as a draft of one's organisation.

    Entering it twice under one `entry_key` (save pressed twice) returns the first draft; another
    text under the key of a page that was gone back to is a draft of its own. `unsure` are the spans of
    the words that reading a scan was not sure of.
    """
    reading = read(text)
    kept = [(one.start, one.end) for one in moved(unsure, text, reading.text) if one is not None]
    return enter_reading(reading=reading, entry_key=entry_key, by=by, source=source, unsure=kept)


@transaction.atomic
def enter_reading(
    *,
    reading: Reading,
    entry_key: str,
    by: Scope,
    source: Attachment | None = None,
    unsure: Sequence[tuple[int, int]] = (),
) -> Directive:
    directive, made = Directive.objects.get_or_create(
        owner_id=by.organisation_id, entry_key=_key(entry_key, reading.text),
        defaults=_masthead(reading),
    )  # fmt: skip
    if not made:
        return directive
    TextVersion.objects.create(
        directive=directive, text=reading.text, source=source,
        sha256=hashlib.sha256(reading.text.encode()).hexdigest(), unsure=list(unsure) or None,
    )  # fmt: skip
    _keep_proposals(directive, reading)
    place(directive, home_unit_id=by.unit_id)
    directive.search_key = search_words(directive)
    directive.save()
    resolve(directive=directive)
    record(
        act="directive.enter", target=directive, by=by,
        says=f"Nhập văn bản {directive.title}: {len(reading.citations)} dẫn chiếu, "
        f"{len(reading.duties)} nhiệm vụ được đề xuất.",
    )  # fmt: skip
    return directive


def _key(entry_key: str, text: str) -> str:
    return hashlib.sha256(f"{entry_key}\n{text}".encode()).hexdigest()[:40]


@transaction.atomic
def discard(*, directive: Directive, by: Scope) -> None:
    """Take a draft off the lists; a final directive stays."""
    if directive.is_final:
        raise ValueError("a final directive is not discarded")
    directive.status = Status.DISCARDED
    directive.save(update_fields=["status"])
    record(act="directive.discard", target=directive, by=by, says=f"Bỏ bản nháp {directive.title}.")


def _masthead(reading: Reading) -> dict[str, object]:
    head = reading.masthead
    system = System(head.system) if head.system else System.STATE
    number = canonical_number(head.number or "")[:60]
    kind = kind_named(head.kind, head.system) if head.kind else None
    place = named_place(head.issuer or "")
    return {
        "number": number,
        "number_key": number_key(number)[:60],
        "kind": kind.code if kind else "",
        "system": system,
        "issuer": one_line(head.issuer or "")[:200],
        "issuer_level": IssuerLevel.PROVINCE,
        "issued_on": head.issued_on,
        "subject": sentence_case(one_line(head.subject or ""), [place])[:1000],
        "signer": one_line(head.signer or "")[:150],
        "signer_capacity": one_line(head.signer_capacity or "")[:200],
    }


def _keep_proposals(directive: Directive, reading: Reading) -> None:
    CrossReference.objects.bulk_create(
        reference_read(directive, place, citation)
        for place, citation in enumerate(reading.citations)
    )
    Duty.objects.bulk_create(
        duty_read(directive, place, duty) for place, duty in enumerate(reading.duties)
    )
    Recipient.objects.bulk_create(
        Recipient(directive=directive, ordinal=place, wording=one_line(wording)[:300])
        for place, wording in enumerate(_sent_to(reading))
    )


def _sent_to(reading: Reading) -> list[str]:
    """Whom the text addresses ("Kính gửi") and who else gets it ("Nơi nhận"), each once."""
    return list(dict.fromkeys([*reading.masthead.addressees, *reading.masthead.recipients]))
