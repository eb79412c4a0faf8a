"""What the books say of every form is kept: marks name a book, an office or a matter, and come from all of them."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from portal.triggers import LeavesMarks, LeavesNoMarks

VISITS, PAPERS, SETTLED, UNDERTAKINGS = "1", "2", "3", "4"
_OFFICE, _MATTER = (
    {"organisation_id": "changed.organisation_id"}, {"matter_id": "changed.matter_id"},
)  # fmt: skip
_OF_MATTER = {"matter_id": "settled.matter_id", "day": "settled.accepted_on"}
_SETTLEMENTS = {"settlements": "submissions.Settlement"}

# As they stand since 0002; from here on their marks say of which book they are.
_OF_VISITS: tuple[dict[str, Any], ...] = (
    {
        "model_name": "receptions.Reception",
        "name": "returns_visits_are_counted_again",
        "counted": ("organisation_id", "received_on", "host", "head_count", "voided_at"),
        "says": _OFFICE | {"day": "changed.received_on"},
    },
    {
        "model_name": "receptions.Handling",
        "name": "returns_matters_are_counted_again",
        "counted": ("reception_id", "matter_id"),
        "says": {"organisation_id": "visit.organisation_id", "day": "visit.received_on"},
        "joined": "JOIN {visits} AS visit ON visit.id = changed.reception_id",
        "tables": {"visits": "receptions.Reception"},
    },
    {
        "model_name": "receptions.ReceptionDay",
        "name": "returns_days_are_counted_again",
        "counted": ("organisation_id", "day", "host", "state", "publicised_on"),
        "says": _OFFICE | {"day": "changed.day"},
    },
)


def _marks(book: str, *, says: dict[str, str], **others: Any) -> LeavesMarks:
    return LeavesMarks(marks="BookMark", says=says | {"book": book}, **others)


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_undertakings"),
        ("receptions", "0015_counted_from_an_index"),
        ("returns", "0002_kept_figures"),
        ("submissions", "0014_filed_papers_by_day"),
        ("units", "0009_the_country"),
    ]

    operations = [
        *(LeavesNoMarks(marks="BookMark", **one) for one in _OF_VISITS),
        migrations.AddField(
            model_name="bookmark",
            name="book",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Sổ tiếp công dân"),
                    (2, "Sổ tiếp nhận đơn"),
                    (3, "Giải quyết khiếu nại, tố cáo"),
                    (4, "Sổ việc quản lý nhà nước"),
                ],
                default=1,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="bookmark",
            name="matter",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="receptions.matter",
            ),
        ),
        migrations.AlterField(
            model_name="bookmark",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="units.organisation",
            ),
        ),
        *(_marks(VISITS, **one) for one in _OF_VISITS),
        # 02/XLD counts papers by the kind and field of their matter, 03 and 04 also who holds it.
        _marks(
            PAPERS,
            model_name="submissions.Submission",
            name="returns_papers_are_counted_again",
            counted=(
                "organisation_id", "matter_id", "received_on", "decided_on", "voided_at",
                "condition", "competence", "round", "outcome",
            ),
            says=_OFFICE | _MATTER | {"day": "changed.received_on"},
        ),
        _marks(
            PAPERS,
            model_name="receptions.Matter",
            name="returns_papers_of_a_kind_are_counted_again",
            counted=("kind", "field"),
            says={"organisation_id": "paper.organisation_id", "day": "paper.received_on"},
            joined="JOIN {papers} AS paper ON paper.matter_id = changed.id",
            tables={"papers": "submissions.Submission"},
            events=("UPDATE",),
        ),
        # Whoever held a matter before loses it to who came after: the mark names the matter.
        _marks(
            SETTLED,
            model_name="receptions.MatterOwner",
            name="returns_owners_are_counted_again",
            counted=("organisation_id", "matter_id", "kind", "starts_on", "ends_on"),
            says=_OFFICE | _MATTER | {"day": "changed.starts_on"},
            joined="WHERE changed.kind IN ('complaint', 'denunciation')",
        ),
        _marks(
            SETTLED,
            model_name="submissions.Settlement",
            name="returns_settlements_are_counted_again",
            counted=(
                "matter_id", "round", "accepted_on", "end", "ended_on", "verdict", "executed_on",
            ),
            says=_MATTER | {"day": "changed.accepted_on"},
        ),
        _marks(
            SETTLED,
            model_name="submissions.Remedy",
            name="returns_remedies_are_counted_again",
            counted=("settlement_id", "kind", "owed"),
            says=_OF_MATTER,
            joined="JOIN {settlements} AS settled ON settled.id = changed.settlement_id",
            tables=_SETTLEMENTS,
        ),
        _marks(
            SETTLED,
            model_name="submissions.RemedyStep",
            name="returns_steps_are_counted_again",
            counted=("remedy_id", "day", "amount"),
            says=_OF_MATTER,
            joined="JOIN {remedies} AS remedy ON remedy.id = changed.remedy_id "
            "JOIN {settlements} AS settled ON settled.id = remedy.settlement_id",
            tables={"remedies": "submissions.Remedy"} | _SETTLEMENTS,
        ),
        _marks(
            UNDERTAKINGS,
            model_name="oversight.Undertaking",
            name="returns_undertakings_are_counted_again",
            counted=(
                "organisation_id", "kind", "day", "people", "units", "concluded_on",
                "discipline_organisations", "discipline_persons", "refer_organisations",
                "refer_persons", "executed_on", "disciplined_organisations", "disciplined_persons",
                "prosecuted_cases", "prosecuted_persons", "voided_at",
            ),
            says=_OFFICE | {"day": "changed.day"},
        ),
    ]  # fmt: skip
