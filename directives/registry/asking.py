"""What the pages of directives ask, always the same: each question is put into SQL once."""

from dataclasses import dataclass

from directives.registry.models import CrossReference, Directive, Duty, Recipient, TextVersion
from portal.access import Scope
from portal.lists import USUAL, narrow
from portal.prepared import counted, fetched_along, prepared, prepared_count, prepared_one

MOST_CITING = 200
NEWEST = ("-issued_on", "-id")

_read = prepared_one(lambda scope: Directive.objects.visible_to(scope))
_read_with_places = prepared_one(lambda scope: Directive.objects.visible_to(scope).with_places())
_edited = prepared_one(lambda scope: Directive.objects.editable_by(scope).with_places())
_recipients = prepared(lambda directive: Recipient.objects.filter(directive=directive))
_newest_text = prepared(
    lambda directive: (
        TextVersion.objects.filter(directive=directive)
        .select_related("source")
        .order_by("-ordinal")[:1]
    )
)
_references = prepared(lambda directive: CrossReference.objects.of(directive))
_duties = prepared(lambda directive: Duty.objects.of(directive))


def directive(scope: Scope, *, pk: int) -> Directive:
    """Return a directive that is read, with its newest text."""
    return _with_text(_read(scope, pk=pk))


def directive_with_recipients(scope: Scope, *, pk: int) -> Directive:
    """Return a directive that is read, with its newest text, its places and to whom it went."""
    return _with_recipients(_read_with_places(scope, pk=pk))


def to_review(scope: Scope, *, pk: int) -> Directive:
    """Return a directive that may be edited, with all that its review shows."""
    found = _with_recipients(_edited(scope, pk=pk))
    fetched_along(found, "references", _references(pk))
    fetched_along(found, "duties", _duties(pk))
    return found


def _with_recipients(found: Directive) -> Directive:
    fetched_along(found, "recipients", _recipients(found.pk))
    return _with_text(found)


def _with_text(found: Directive) -> Directive:
    """Fetch the newest text; those before a correction may be as long, and stay where they are."""
    fetched_along(found, "versions", _newest_text(found.pk))
    return found


numbered = prepared(
    lambda scope, directive, words: (
        Directive.objects.final()
        .visible_to(scope)
        .numbered(words)
        .for_list()
        .exclude(pk=directive)
        .order_by(*NEWEST)
    )
)
references_of = prepared(lambda directive: CrossReference.objects.of(directive).standing())
targets_of = prepared(
    lambda scope, directive: (
        Directive.objects.visible_to(scope).cited_by(directive).defer("search_key")
    )
)
citing = prepared(
    lambda scope, directive: narrow(
        CrossReference.objects.visible_to(scope).citing(directive).newest_first(), MOST_CITING + 1
    )
)
duties_of = prepared(lambda directive: Duty.objects.of(directive).accepted().with_directive())

# What stands at the tabs of a directive, and what waits there to be looked at again: of one kind of
# values, so that they are counted together.
number_cited = prepared_count(
    lambda scope, directive: CrossReference.objects.of(directive).standing()
)
number_citing = prepared_count(
    lambda scope, directive: CrossReference.objects.visible_to(scope).citing(directive)
)
number_of_duties = prepared_count(lambda scope, directive: Duty.objects.of(directive).accepted())
references_changed = prepared_count(
    lambda scope, directive: CrossReference.objects.of(directive).words_changed()
)
duties_changed = prepared_count(lambda scope, directive: Duty.objects.of(directive).words_changed())
proposed_duties = prepared_count(lambda directive: Duty.objects.of(directive).proposed())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many citations a directive holds and leads to it, its duties, and what was changed since."""

    cited: int
    citing: int
    duties: int
    changed: int = 0


def counts_of(scope: Scope, directive: int, *, may_edit: bool) -> Counts:
    """Count what stands at the tabs of a directive; for its editor also what to look at again."""
    shown = (number_cited, number_citing, number_of_duties)
    waiting = (references_changed, duties_changed) if may_edit else ()
    cited, citing, duties, *changed = counted(*shown, *waiting, values=(scope, directive))
    return Counts(cited, citing, duties, sum(changed))


# --- the list ---

newest = prepared(
    lambda scope, words, kind, system, level, first, last: narrow(
        Directive.objects.visible_to(scope)
        .final()
        .found_by(words, kind, system, level, first, last)
        .for_list()
        .order_by(*NEWEST),
        USUAL + 1,
    )
)
drafts = prepared_count(lambda scope: Directive.objects.editable_by(scope).drafts())
references_to_tell = prepared_count(
    lambda scope: CrossReference.objects.editable_by(scope).ambiguous()
)
all_references_changed = prepared_count(
    lambda scope: CrossReference.objects.editable_by(scope).words_changed()
)
all_duties_changed = prepared_count(lambda scope: Duty.objects.editable_by(scope).words_changed())


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an editor has to go on with: drafts, citations to tell, what was read from words since changed."""

    drafts: int = 0
    references: int = 0
    changed: int = 0


def waiting_for(scope: Scope) -> Waiting:
    """Count what waits for those who may edit, at once."""
    kinds = (drafts, references_to_tell, all_references_changed, all_duties_changed)
    begun, to_tell, *changed = counted(*kinds, values=(scope,))
    return Waiting(begun, to_tell, sum(changed))
