"""What the pages of papers and settlements ask, always the same: each question is put into SQL once."""

from citizens.submissions.models import LegalTerm, Petitioner, Settlement, Submission
from citizens.submissions.results import ALL, KIND_OF, cases
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_contains, prepared_one

# The few papers of one matter or visit are cut as they come: `narrow` would put a ninth table beside
# their eight, and past eight PostgreSQL joins the country's before it looks which are asked for.
PAPERS_SHOWN = 20

paper = prepared_one(
    lambda scope: Submission.objects.visible_to(scope).for_page().with_rights(scope)
)
paper_to_correct = prepared_one(
    lambda scope: (
        Submission.objects.correctable_by(scope).with_matter().prefetch_related("petitioners")
    )
)
paper_to_decide = prepared_one(lambda scope: Submission.objects.decidable_by(scope).with_matter())
paper_to_void = prepared_one(lambda scope: Submission.objects.voidable_by(scope).with_matter())
decides = prepared_contains(lambda scope: Submission.objects.editable_by(scope))
papers_of_visit = prepared(
    lambda scope, visit: (
        Submission.objects.visible_to(scope).of_visit(visit).with_book()[: PAPERS_SHOWN + 1]
    )
)
papers_of_matter = prepared(
    lambda scope, matter: (
        Submission.objects.visible_to(scope)
        .of_matter(matter)
        .as_rows()
        .newest_first()[: PAPERS_SHOWN + 1]
    )
)
settlement = prepared_one(lambda scope: Settlement.objects.visible_to(scope).with_parts())
settlement_to_write = prepared_one(
    lambda scope: Settlement.objects.editable_by(scope).select_related("matter")
)
settles = prepared_contains(lambda scope: Settlement.objects.editable_by(scope))
settlements_of_matter = prepared(
    lambda scope, matter: Settlement.objects.of_matter(matter).visible_to(scope).with_list()
)
settlements_of_paper = prepared(
    lambda scope, matter, round_: (
        Settlement.objects.of_matter(matter).in_round(round_).visible_to(scope)
    )
)
terms_of_paper = prepared(lambda paper: LegalTerm.objects.filter(submission=paper).with_holders())
terms_of_visit = prepared(lambda visit: LegalTerm.objects.of_visit(visit).with_holders())
terms_of_settlement = prepared(
    lambda settlement: LegalTerm.objects.filter(settlement=settlement).with_holders()
)

# --- the lists, as long as nothing is filtered ---

LAST_RECEIVED, LAST_ACCEPTED, LAST_OPENED = (
    (day, "-id") for day in ("-received_on", "-accepted_on", "-opened_on")
)
signed_on = prepared(lambda ids: Petitioner.objects.on_papers(ids))
newest_papers = prepared(
    lambda scope: narrow(
        Submission.objects.in_books(scope).for_lines().order_by(*LAST_RECEIVED), USUAL + 1
    )
)
newest_papers_like = prepared(
    lambda scope, words: narrow(
        Submission.objects.in_books(scope).like(words).for_lines().order_by(*LAST_RECEIVED),
        USUAL + 1,
    )
)
newest_settlements = prepared(
    lambda scope: narrow(
        Settlement.objects.visible_to(scope).with_list().order_by(*LAST_ACCEPTED), USUAL + 1
    )
)
newest_settlements_like = prepared(
    lambda scope, words, number: narrow(
        Settlement.objects.visible_to(scope)
        .like(words, number)
        .with_list()
        .order_by(*LAST_ACCEPTED),
        USUAL + 1,
    )
)
newest_cases = prepared(
    lambda scope, on: narrow(
        cases(scope, list(KIND_OF.values()), ALL, None, on).order_by(*LAST_OPENED), USUAL + 1
    )
)
newest_cases_like = prepared(
    lambda scope, on, words: narrow(
        cases(scope, list(KIND_OF.values()), ALL, None, on)
        .told_openly()
        .like(words)
        .order_by(*LAST_OPENED),
        USUAL + 1,
    )
)
most_pressing = prepared(
    lambda scope: narrow(LegalTerm.objects.visible_to(scope).owed().soonest_first(), USUAL + 1)
)
