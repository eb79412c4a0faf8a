"""Every change of a model has its migration."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override


def missing_migrations(wanted: ProjectState) -> dict[str, int]:
    """Return how many operations each app lacks to come to the models of `wanted`."""
    loader = MigrationLoader(connection)
    found = MigrationAutodetector(loader.project_state(), wanted)
    changes = found.changes(graph=loader.graph)
    return {
        label: sum(len(one.operations) for one in migrations)
        for label, migrations in changes.items()
    }


@pytest.mark.django_db
@override(None)  # as makemigrations does: the names that Django translates are no change
def test_no_migration_is_missing() -> None:
    assert missing_migrations(ProjectState.from_apps(apps)) == {}


@pytest.mark.django_db
@override(None)  # as makemigrations does: the names that Django translates are no change
def test_a_field_without_its_migration_is_found() -> None:
    wanted = ProjectState.from_apps(apps)
    fields = wanted.models["units", "area"].fields
    fields["note"] = models.CharField(max_length=10, default="")
    assert missing_migrations(wanted) == {"units": 1}
