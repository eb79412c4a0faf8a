"""Reads over the registry. Every method chains; none looks at the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from directives.registry.kinds import DutyState, ReferenceState, Status
from portal.access import Power, Scope
from portal.text import only_signs
from portal.units.models import AdministrativeUnit, UnitReach
from portal.units.querysets import patterns_of

if TYPE_CHECKING:
    from directives.registry.models import CrossReference, Directive, Duty, Scan, Stub  # noqa: F401


def read_in_province_of(unit_id: int, field: str = "province") -> Q:
    """Return "central, or of the province over `unit_id`", that province's predecessors included.

    A commune does not reach its province; it reads the directives of the province over it. The
    subqueries do not look at the outer row: they are worked out once, not for every directive.
    """
    over = AdministrativeUnit.objects.at_or_over(unit_id).provinces()
    reach = UnitReach.objects.filter(holder_unit__in=over.values("pk"))
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": reach.values("unit_id")})


@lru_cache(maxsize=4096)
def _read_by(organisation_id: int, unit_id: int) -> Q:
    """Return what an organisation of a unit reads. A question, no answer: the database is asked each time.

    Kept because a page asks it several times, and building it takes longer than answering it.
    """
    from directives.registry.models import Recipient

    own = Q(owner_id=organisation_id) & ~Q(status=Status.DISCARDED)
    named = Recipient.objects.filter(organisation_id=organisation_id).values("directive_id")
    readable = read_in_province_of(unit_id) | Q(pk__in=named)
    return own | Q(status=Status.FINAL) & readable


class DirectiveQuerySet(QuerySet["Directive"]):
    def final(self) -> Self:
        return self.filter(status=Status.FINAL)

    def owned_by(self, organisation_id: int) -> Self:
        return self.filter(owner_id=organisation_id)

    def drafts(self) -> Self:
        return self.filter(status=Status.DRAFT)

    def listed(self, *, drafts: bool) -> Self:
        """Keep what the list shows: the final ones, or the drafts."""
        return self.drafts() if drafts else self.final()

    def visible_to(self, scope: Scope) -> Self:
        """Keep the final ones of the scope's province, the central ones, those sent to its
        organisation by name, and everything its own organisation entered (design §10)."""
        return self.filter(_read_by(scope.organisation_id, scope.unit_id))

    def editable_by(self, scope: Scope) -> Self:
        """Keep what the scope's own organisation entered, for those who may edit at all."""
        if not scope.may(Power.DIRECTIVE_EDIT):
            return self.none()
        own = self.filter(owner_id=scope.organisation_id)
        return own.exclude(status=Status.DISCARDED)

    def central_or_of(self, provinces: Iterable[int]) -> Self:
        """Keep the central ones and those of these province rows."""
        return self.filter(Q(province__isnull=True) | Q(province__in=set(provinces)))

    def search(self, text: str) -> Self:
        """Keep those that hold each word, with or without marks; "33 ct tu" finds 33-CT/TU."""
        return self.none() if only_signs(text) else self.like(patterns_of(text))

    def like(self, patterns: Sequence[str]) -> Self:
        """Keep those with each word: a blank stands before the first one of a key too."""
        return self.filter(*(Q(search_key__like=within) for within in patterns[1::2]))

    def numbered(self, number_keys: Iterable[str]) -> Self:
        return self.filter(number_key__in=tuple(number_keys))

    def same_as(self, directive: Directive) -> Self:
        """Keep other final ones that bear the number of `directive` in its series."""
        return (
            self.final()
            .exclude(pk=directive.pk)
            .filter(
                issuer_key=directive.issuer_key,
                number_key=directive.number_key,
                series=directive.series,
            )
        )

    def found_by(
        self,
        words: Sequence[str],
        kind: str | None,
        system: str | None,
        level: str | None,
        first: date | None,
        last: date | None,
    ) -> Self:
        """Keep what the filters of the list chose; None is not asked for."""
        asked = {
            "kind": kind, "system": system, "issuer_level": level,
            "issued_on__gte": first, "issued_on__lte": last,
        }  # fmt: skip
        chosen = {path: value for path, value in asked.items() if value is not None}
        return self.like(words).filter(**chosen)

    def cited_by(self, directive_id: int) -> Self:
        """Keep those to which a citation in the directive leads."""
        from directives.registry.models import CrossReference

        cited = CrossReference.objects.of(directive_id).standing()
        return self.filter(pk__in=cited.values("target_id"))

    def awaited_as(self, stub: Stub) -> Self:
        """Keep the directive that a stub waited for."""
        return self.filter(pk=stub.arrived_id)

    def with_text(self) -> Self:
        """Fetch the newest text and its file; those before a correction may be as long, and stay there."""
        from directives.registry.models import TextVersion

        texts = TextVersion.objects.filter(directive=OuterRef("directive"))
        later = texts.filter(ordinal__gt=OuterRef("ordinal"))
        newest = TextVersion.objects.filter(~Exists(later)).select_related("source")
        return self.prefetch_related(Prefetch("versions", queryset=newest))

    def for_list(self) -> Self:
        return self.select_related("province").defer("search_key")

    def with_places(self) -> Self:
        return self.select_related("province", "owner", "issuer_organisation")


class CrossReferenceQuerySet(QuerySet["CrossReference"]):
    def of(self, directive_id: int) -> Self:
        """Keep what the directive cites."""
        return self.filter(source=directive_id)

    def standing(self) -> Self:
        """Leave out what a person rejected."""
        return self.exclude(state=ReferenceState.REJECTED)

    def waiting(self) -> Self:
        """Keep what has no target yet."""
        return self.filter(state__in=(ReferenceState.UNKNOWN, ReferenceState.AMBIGUOUS))

    def ambiguous(self) -> Self:
        """Keep what a person has to tell: several directives, or one that is not sure."""
        return self.filter(state=ReferenceState.AMBIGUOUS)

    def words_changed(self) -> Self:
        """Keep what was read from words that were corrected since, and that nobody looked at again."""
        return self.filter(words_changed=True)

    def editable_by(self, scope: Scope) -> Self:
        """Keep the citations of what the scope's own organisation entered."""
        from directives.registry.models import Directive

        sources = Directive.objects.editable_by(scope).filter(pk=OuterRef("source_id"))
        return self.filter(Exists(sources))

    def with_source(self) -> Self:
        return self.select_related("source__owner")

    def with_little_of_sources(self) -> Self:
        """Leave out what nobody asks of a source when its citation is linked; a thousand may come."""
        return self.defer(
            "source__search_key", "source__subject", "source__signer", "source__signer_capacity",
            "source__entry_key", "source__issuer_key",
        )  # fmt: skip

    def locked(self) -> Self:
        """Hold each row until the transaction ends, always in one order: nobody answers it meanwhile."""
        return self.with_source().order_by("pk").select_for_update(of=("self",))

    def from_standing_sources(self) -> Self:
        """Leave out the citations of discarded drafts."""
        return self.exclude(source__status=Status.DISCARDED)

    def with_targets_for(self, scope: Scope) -> Self:
        """Fetch the targets that the scope may see; `target` of any other is None."""
        from directives.registry.models import Directive

        visible = Directive.objects.visible_to(scope).defer("search_key")
        return self.prefetch_related(Prefetch("target", queryset=visible))

    def visible_to(self, scope: Scope) -> Self:
        """Keep the citations that stand in directives the scope may see."""
        from directives.registry.models import Directive

        sources = Directive.objects.visible_to(scope).filter(pk=OuterRef("source_id"))
        return self.filter(Exists(sources))

    def citing(self, directive: Directive) -> Self:
        """Keep the references that lead to `directive`."""
        return self.filter(target=directive, state=ReferenceState.RESOLVED)

    def waiting_for(self, stub: Stub) -> Self:
        return self.filter(stub=stub)

    def newest_first(self) -> Self:
        return self.select_related("source").order_by("-source__issued_on", "-source_id", "pk")


class StubQuerySet(QuerySet["Stub"]):
    def visible_to(self, scope: Scope) -> Self:
        """Keep what a directive the scope may see waits for, and what came and may be seen."""
        from directives.registry.models import CrossReference, Directive

        citing = CrossReference.objects.visible_to(scope).standing()
        came = Directive.objects.visible_to(scope).filter(pk=OuterRef("arrived_id"))
        return self.filter(Exists(citing.filter(stub=OuterRef("pk"))) | Exists(came))

    def followed_by(self, scope: Scope) -> Self:
        return self.filter(follows__posting=scope.posting_id)

    def keyed(self, keys: Iterable[str]) -> Self:
        return self.filter(key__in=set(keys))


class ScanQuerySet(QuerySet["Scan"]):
    def editable_by(self, scope: Scope) -> Self:
        """Keep what the scope's own organisation sent, for those who may enter directives."""
        if not scope.may(Power.DIRECTIVE_EDIT):
            return self.none()
        return self.filter(owner_id=scope.organisation_id)

    def with_source(self) -> Self:
        return self.select_related("source", "job")

    def under_way(self) -> Self:
        """Leave out what became a draft, and what was cancelled."""
        return self.filter(directive=None).exclude(job__state="cancelled").with_source()

    def to_read(self, pk: int) -> Scan | None:
        """Return the scan a job was asked to read; None when it is a draft already, or gone."""
        return self.filter(pk=pk, directive=None).select_related("source").first()


class DutyQuerySet(QuerySet["Duty"]):
    def of(self, directive_id: int) -> Self:
        return self.filter(directive=directive_id)

    def heads(self, ids: Iterable[int]) -> Self:
        """Find what a board shows of these duties, in the order of their directives."""
        found = self.filter(pk__in=ids).order_by("directive_id", "ordinal", "pk")
        return found.only("clause", "ordinal", "text")

    def as_rows(self) -> Self:
        """Fetch what names a duty and its directive beside a row of numbers, and what share is asked."""
        asked = (
            "quantity",
            "quantity_unit",
            "quantity_is_percent",
            "quantity_of_units",
            "quantity_bound",
        )
        said = ("clause", "ordinal", "text", "directive__kind", "directive__number")
        return self.select_related("directive").only(*said, *asked)

    def accepted(self) -> Self:
        return self.filter(state=DutyState.ACCEPTED)

    def proposed(self) -> Self:
        return self.filter(state=DutyState.PROPOSED)

    def words_changed(self) -> Self:
        """Keep what was read from words that were corrected since, and that nobody looked at again."""
        return self.filter(words_changed=True)

    def with_directive(self) -> Self:
        return self.select_related("directive")

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
