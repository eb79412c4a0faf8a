"""Luật Tố cáo 2018 Điều 8, 56: a visit that holds a denunciation has no person, whatever code asks.

SQLite drops a table's triggers when a later migration rebuilds it: such a migration repeats these
operations; `tests/citizens/receptions/test_secrecy.py` fails when it does not.
"""

from django.db import migrations

from portal.triggers import RefuseWhen


class Migration(migrations.Migration):
    dependencies = [("receptions", "0001_initial")]

    operations = [
        RefuseWhen(
            "Visitor",
            name="receptions_secret_visits_have_no_person",
            tables={"reception": "Reception"},
            condition="EXISTS (SELECT 1 FROM {reception} r WHERE r.id = NEW.reception_id AND r.is_secret)",
        ),
        RefuseWhen(
            "Handling",
            name="receptions_denunciations_stand_in_secret_visits",
            tables={"reception": "Reception", "matter": "Matter"},
            condition=(
                "EXISTS (SELECT 1 FROM {matter} m, {reception} r WHERE m.id = NEW.matter_id"
                " AND r.id = NEW.reception_id AND m.kind = 'denunciation' AND NOT r.is_secret)"
            ),
        ),
        RefuseWhen(
            "Matter",
            name="receptions_reclassified_matters_stand_in_secret_visits",
            tables={"handling": "Handling", "reception": "Reception"},
            events=("UPDATE",),
            condition=(
                "NEW.kind = 'denunciation' AND EXISTS (SELECT 1 FROM {handling} h"
                " JOIN {reception} r ON r.id = h.reception_id"
                " WHERE h.matter_id = NEW.id AND NOT r.is_secret)"
            ),
        ),
        RefuseWhen(
            "Reception",
            name="receptions_secret_is_what_the_matters_say",
            tables={"visitor": "Visitor", "handling": "Handling", "matter": "Matter"},
            events=("UPDATE",),
            condition=(
                "(NEW.is_secret AND EXISTS (SELECT 1 FROM {visitor} v WHERE v.reception_id = NEW.id))"
                " OR (NOT NEW.is_secret AND EXISTS (SELECT 1 FROM {handling} h"
                " JOIN {matter} m ON m.id = h.matter_id"
                " WHERE h.reception_id = NEW.id AND m.kind = 'denunciation'))"
            ),
        ),
    ]
