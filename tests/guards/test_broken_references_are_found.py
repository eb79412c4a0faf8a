"""What is looked at after each test finds a row that leads nowhere, in the map as anywhere."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models

from portal.accounts.models import Posting
from portal.units.models import AdministrativeUnit, Organisation, UnitReach
from tests.matrix.world import undone
from tests.references import MAP, may_write_to_the_map, tables_beside_the_map

NOWHERE = 2**40


def is_found(model: type[models.Model], field: str) -> bool:
    """Break one row, look, and undo it."""
    with undone():
        one = model._default_manager.order_by("pk").filter(**{f"{field}__isnull": False}).first()
        assert one is not None
        assert model._default_manager.filter(pk=one.pk).update(**{field: NOWHERE}) == 1
        try:
            connection.check_constraints()
        except IntegrityError:
            return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Posting, "user_id"),
        (Organisation, "unit_id"),
        (UnitReach, "unit_id"),
        (AdministrativeUnit, "parent_id"),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_a_row_that_leads_nowhere_is_found(model: type[models.Model], field: str) -> None:
    connection.check_constraints()  # as after a test before this one
    assert is_found(model, field)
    assert is_found(model, field), "and again"


@pytest.mark.django_db
def test_a_row_of_the_map_that_is_missed_is_found() -> None:
    connection.check_constraints()
    with undone(), connection.cursor() as cursor:
        pk = Organisation.objects.filter(postings__isnull=False).values_list("pk", flat=True)[0]
        cursor.execute("DELETE FROM units_organisation WHERE id = %s", [pk])
        with pytest.raises(IntegrityError):
            connection.check_constraints()


@pytest.mark.parametrize(
    ("sql", "may"),
    [
        ('SELECT 1 FROM "units_organisation"', False),
        ('UPDATE "accounts_posting" SET x = 1', False),
        ('UPDATE "units_organisation" SET x = 1', True),
        ("delete from units_area", True),
        ('WITH a AS (SELECT 1) INSERT INTO "units_area" SELECT * FROM a', True),
        ('\n  REPLACE INTO "units_area" VALUES (1)', True),
    ],
)
def test_whatever_may_write_to_the_map_is_noted(sql: str, may: bool) -> None:
    assert may_write_to_the_map(sql) is may


def test_rows_of_the_map_lead_to_the_map_alone() -> None:
    own = list(apps.get_app_config(MAP).get_models(include_auto_created=True))
    leads = {
        each.related_model
        for model in own
        for each in model._meta.concrete_fields
        if isinstance(each, models.ForeignKey)
    }
    assert leads
    assert leads <= set(own)


@pytest.mark.django_db
def test_all_else_is_looked_at() -> None:
    beside = set(tables_beside_the_map())
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert {name for name in every - beside if not name.startswith(f"{MAP}_")} == set()
    assert "accounts_posting" in beside
    assert "django_migrations" in beside
