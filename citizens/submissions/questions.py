"""What the pages of papers and settlements ask, always the same: each question is put into SQL once."""

from citizens.submissions.models import LegalTerm, Settlement, Submission
from portal.prepared import prepared, prepared_contains, prepared_one

# The few papers of one matter or visit are cut as they come: `narrow` would put a ninth table beside
# their eight, and past eight PostgreSQL joins the country's before it looks which are asked for.
PAPERS_SHOWN = 20

paper = prepared_one(lambda scope: Submission.objects.visible_to(scope).with_book())
decides = prepared_contains(lambda scope: Submission.objects.editable_by(scope))
corrects = prepared_contains(lambda scope: Submission.objects.correctable_by(scope))
voids = prepared_contains(lambda scope: Submission.objects.voidable_by(scope))
papers_of_visit = prepared(
    lambda scope, visit: (
        Submission.objects.visible_to(scope).of_visit(visit).with_book()[: PAPERS_SHOWN + 1]
    )
)
papers_of_matter = prepared(
    lambda scope, matter: (
        Submission.objects.visible_to(scope)
        .of_matter(matter)
        .with_book()
        .newest_first()[: PAPERS_SHOWN + 1]
    )
)
settlement = prepared_one(lambda scope: Settlement.objects.visible_to(scope).with_parts())
settles = prepared_contains(lambda scope: Settlement.objects.editable_by(scope))
settlements_of_matter = prepared(
    lambda scope, matter: Settlement.objects.visible_to(scope).of_matter(matter).with_parts()
)
settlements_of_paper = prepared(
    lambda scope, matter, round_: (
        Settlement.objects.visible_to(scope).of_matter(matter).in_round(round_)
    )
)
terms_of_paper = prepared(
    lambda paper: LegalTerm.objects.filter(submission=paper, settlement=None).soonest_first()
)
terms_of_settlement = prepared(
    lambda settlement: LegalTerm.objects.filter(
        submission=None, settlement=settlement
    ).soonest_first()
)
