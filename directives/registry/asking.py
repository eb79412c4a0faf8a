"""What the pages of directives ask, always the same: each question is put into SQL once."""

from directives.registry.models import CrossReference, Directive, Duty
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_count, prepared_one

MOST_CITING = 200
NEWEST = ("-issued_on", "-id")

directive = prepared_one(lambda scope: Directive.objects.visible_to(scope).with_text())
directive_with_recipients = prepared_one(
    lambda scope: Directive.objects.visible_to(scope).for_page()
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

number_cited = prepared_count(lambda directive: CrossReference.objects.of(directive).standing())
number_citing = prepared_count(
    lambda scope, directive: CrossReference.objects.visible_to(scope).citing(directive)
)
number_of_duties = prepared_count(lambda directive: Duty.objects.of(directive).accepted())
proposed_duties = prepared_count(lambda directive: Duty.objects.of(directive).proposed())
references_changed = prepared_count(
    lambda directive: CrossReference.objects.of(directive).words_changed()
)
duties_changed = prepared_count(lambda directive: Duty.objects.of(directive).words_changed())

# --- the list ---

newest = prepared(
    lambda scope: narrow(
        Directive.objects.visible_to(scope).found_by({}).for_list().order_by(*NEWEST), USUAL + 1
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
