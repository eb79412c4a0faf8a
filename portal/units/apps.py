from typing import Any

from django.apps import AppConfig
from django.db.models import QuerySet

from portal.access import Scope


class UnitsConfig(AppConfig):
    name = "portal.units"
    label = "units"

    def ready(self) -> None:
        from portal.audit.looked_after import tell_who_is_looked_after
        from portal.units.models import Organisation

        def in_reach(scope: Scope) -> QuerySet[Any, Any]:
            return Organisation.objects.visible_to(scope).values("pk")

        tell_who_is_looked_after(in_reach)
