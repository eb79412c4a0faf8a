"""What the pages of people ask, always the same: each question is put into SQL once."""

from collections.abc import Iterable
from datetime import date

from portal.access import Scope
from portal.accounts.models import Posting, User
from portal.accounts.querysets import left_without_officials
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_contains, prepared_one

IN_ORDER = ("sort_key", "id")
MOST_ENDING = 200

people = prepared(
    lambda scope, words: narrow(
        User.objects.visible_to(scope).like(words).order_by(*IN_ORDER), USUAL + 1
    )
)
newcomers = prepared(
    lambda scope, words, organisation, on: narrow(
        User.objects.visible_to(scope)
        .never_logged_in()
        .like(words)
        .posted_to(organisation, on=on)
        .with_slips()
        .order_by(*IN_ORDER),
        USUAL + 1,
    )
)
newcomers_by_organisation = prepared(
    lambda scope, on: Posting.objects.visible_to(scope).on(on).never_logged_in_by_organisation()
)
_shown_in_lists = prepared(
    lambda scope, ids, on: Posting.objects.shown_in_lists(scope, on=on).of_users(ids)
)

# --- one person, one posting ---

person = prepared_one(lambda scope: User.objects.visible_to(scope))
may_edit = prepared_contains(lambda scope, on: User.objects.editable_by(scope, on=on))
postings_of = prepared(lambda scope, user: Posting.objects.visible_to(scope).of(user).with_place())
editable_postings_of = prepared(
    lambda scope, user: Posting.objects.editable_by(scope).of(user).only("pk")
)
posting = prepared_one(lambda scope: Posting.objects.editable_by(scope).with_place())
colleagues = prepared(
    lambda scope, organisation, user, on: User.objects.who_may_follow(
        scope, organisation, user, on=on
    )
)

# --- what ends, and what stands empty ---

ending = prepared(
    lambda scope, last, on: narrow(
        Posting.objects.visible_to(scope).ending_by(last, on=on).with_place(), MOST_ENDING + 1
    )
)
left_empty = prepared(
    lambda scope, on: narrow(left_without_officials(scope, on=on), MOST_ENDING + 1)
)


def held_by(people: Iterable[User], scope: Scope, on: date) -> dict[int, list[Posting]]:
    """Return the postings that a list says of people, by the id of the person."""
    held: dict[int, list[Posting]] = {one.pk: [] for one in people}
    for posting in _shown_in_lists(scope, tuple(held), on):
        held[posting.user_id].append(posting)
    return held
