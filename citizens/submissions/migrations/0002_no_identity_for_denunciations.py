"""Luật Tố cáo 2018 Điều 8, 56: nobody stands on a paper that denounces, whatever code asks.

SQLite drops a table's triggers when a later migration rebuilds it: such a migration repeats these
operations; `tests/citizens/submissions/test_secrecy.py` fails when it does not.
"""

from django.db import migrations

from portal.triggers import RefuseWhen


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_submissions")]

    operations = [
        RefuseWhen(
            "Petitioner",
            name="submissions_secret_papers_have_no_person",
            tables={"submission": "Submission", "reception": "receptions.Reception"},
            condition=(
                "EXISTS (SELECT 1 FROM {submission} s"
                " LEFT JOIN {reception} r ON r.id = s.reception_id"
                " WHERE s.id = NEW.submission_id AND (s.is_secret OR r.is_secret))"
            ),
        ),
        RefuseWhen(
            "Submission",
            name="submissions_denunciations_are_secret",
            tables={"matter": "receptions.Matter", "petitioner": "Petitioner"},
            condition=(
                "(NOT NEW.is_secret AND EXISTS (SELECT 1 FROM {matter} m"
                " WHERE m.id = NEW.matter_id AND m.kind = 'denunciation'))"
                " OR (NEW.is_secret AND EXISTS (SELECT 1 FROM {petitioner} p"
                " WHERE p.submission_id = NEW.id))"
            ),
        ),
        RefuseWhen(
            "receptions.Matter",
            name="submissions_reclassified_matters_have_secret_papers",
            tables={"submission": "Submission"},
            events=("UPDATE",),
            condition=(
                "NEW.kind = 'denunciation' AND EXISTS (SELECT 1 FROM {submission} s"
                " WHERE s.matter_id = NEW.id AND NOT s.is_secret)"
            ),
        ),
    ]
