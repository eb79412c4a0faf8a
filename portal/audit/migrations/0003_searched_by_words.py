"""An administrator's search reads an index: who acted, and what the sentences of administration say."""

from django.db import migrations, models

from portal.indexes import SearchedByWords

# The acts whose sentences are searched, as `portal.audit.acts` asks for them.
NOUNS = (
    "area", "audit", "day_off", "job", "keys", "posting", "records", "retention", "second_step",
    "session", "units", "user",
)  # fmt: skip
_ESCAPED = (noun.replace("_", r"\_") for noun in NOUNS)
ADMINISTRATION = " OR ".join(f"act::text LIKE '{noun}.%'" for noun in _ESCAPED)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_where_from")]

    operations = [
        SearchedByWords("Entry", column="upper(actor_name::text)", name="audit_entry_by_actor"),
        SearchedByWords(
            "Entry", column="upper(says::text)", name="audit_entry_by_words", where=ADMINISTRATION
        ),
        migrations.AddIndex("entry", models.Index(fields=["act"], name="audit_entry_by_act")),
    ]
