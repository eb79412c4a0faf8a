"""A text never changes; it may go with a draft that a decision destroys, never with a directive."""

from django.db import migrations

from portal.triggers import RefuseWhen, Writable


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_searched_by_words")]

    operations = [
        Writable("TextVersion"),
        RefuseWhen(
            "TextVersion",
            name="registry_texts_never_change",
            condition="1 = 1",
            events=("UPDATE",),
            says="registry_textversion is append-only",
        ),
        RefuseWhen(
            "TextVersion",
            name="registry_texts_stay_with_their_directive",
            condition=(
                "EXISTS (SELECT 1 FROM {directive} AS d"
                " WHERE d.id = {row}.directive_id AND d.status = 'final')"
            ),
            tables={"directive": "Directive"},
            events=("DELETE",),
            says="registry_textversion is append-only",
        ),
    ]
