"""Reads over the registry. Every method chains; none looks at the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from directives.registry.kinds import DutyState, ReferenceState, Status
from portal.access import Power, Scope
from portal.text import search_key
from portal.units.kinds import Level
from portal.units.models import AdministrativeUnit, UnitReach

if TYPE_CHECKING:
    from directives.registry.models import CrossReference, Directive, Duty  # noqa: F401


def read_in_province_of(unit_id: int, field: str = "province") -> Q:
    """Return "central, or of the province over `unit_id`", that province's predecessors included.

    A commune does not reach its province; it reads the directives of the province over it.
    """
    over = AdministrativeUnit.objects.filter(
        Q(pk=unit_id) | Q(children=unit_id) | Q(children__children=unit_id), level=Level.PROVINCE
    )
    reach = UnitReach.objects.filter(
        holder_unit__in=over.values("pk"), unit_id=OuterRef(f"{field}_id")
    )
    return Q(**{f"{field}__isnull": True}) | Q(Exists(reach))


class DirectiveQuerySet(QuerySet["Directive"]):
    def final(self) -> Self:
        return self.filter(status=Status.FINAL)

    def drafts(self) -> Self:
        return self.filter(status=Status.DRAFT)

    def visible_to(self, scope: Scope) -> Self:
        """Keep the final ones of the scope's province, the central ones, those sent to its
        organisation by name, and everything its own organisation entered (design §10)."""
        own = Q(owner_id=scope.organisation_id) & ~Q(status=Status.DISCARDED)
        named = Exists(self._named_recipients(scope.organisation_id))
        return self.filter(
            own | Q(status=Status.FINAL) & (read_in_province_of(scope.unit_id) | Q(named))
        )

    def editable_by(self, scope: Scope) -> Self:
        """Keep what the scope's own organisation entered, for those who may edit at all."""
        if not scope.may(Power.DIRECTIVE_EDIT):
            return self.none()
        own = self.filter(owner_id=scope.organisation_id)
        return own.exclude(status=Status.DISCARDED)

    def read_in_province_of(self, unit_id: int) -> Self:
        """Keep the final ones that anyone working in that unit's province reads."""
        return self.final().filter(read_in_province_of(unit_id))

    def search(self, text: str) -> Self:
        """Keep those that hold each word, with or without marks; "33 ct tu" finds 33-CT/TU."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=f" {word}")
        return found

    def numbered(self, number_key: str) -> Self:
        return self.filter(number_key=number_key)

    def with_text(self) -> Self:
        return self.prefetch_related("versions")

    def for_list(self) -> Self:
        return self.select_related("province", "owner").defer("search_key")

    @staticmethod
    def _named_recipients(organisation_id: int) -> QuerySet[Any, Any]:
        from directives.registry.models import Recipient

        return Recipient.objects.filter(
            directive_id=OuterRef("pk"), organisation_id=organisation_id
        )


class CrossReferenceQuerySet(QuerySet["CrossReference"]):
    def standing(self) -> Self:
        """Leave out what a person rejected."""
        return self.exclude(state=ReferenceState.REJECTED)

    def waiting(self) -> Self:
        """Keep what has no target yet."""
        return self.filter(state__in=(ReferenceState.UNKNOWN, ReferenceState.AMBIGUOUS))

    def with_targets_for(self, scope: Scope) -> Self:
        """Fetch the targets that the scope may see; `target` of any other is None."""
        from directives.registry.models import Directive

        visible = Directive.objects.visible_to(scope).defer("search_key")
        return self.prefetch_related(Prefetch("target", queryset=visible))

    def citing(self, directive: Directive, scope: Scope) -> Self:
        """Keep the references to `directive` whose source the scope may see."""
        from directives.registry.models import Directive

        sources = Directive.objects.visible_to(scope).filter(pk=OuterRef("source_id"))
        return self.filter(Exists(sources), target=directive, state=ReferenceState.RESOLVED)


class DutyQuerySet(QuerySet["Duty"]):
    def accepted(self) -> Self:
        return self.filter(state=DutyState.ACCEPTED)

    def assignable(self) -> Self:
        """Keep the accepted duties of final directives."""
        return self.accepted().filter(directive__status=Status.FINAL)

    def visible_to(self, scope: Scope) -> Self:
        """Keep the duties of the directives the scope may see."""
        return self.filter(Exists(_outer_directive().visible_to(scope)))

    def editable_by(self, scope: Scope) -> Self:
        return self.filter(Exists(_outer_directive().editable_by(scope)))


def _outer_directive() -> DirectiveQuerySet:
    from directives.registry.models import Directive

    return Directive.objects.filter(pk=OuterRef("directive_id"))
