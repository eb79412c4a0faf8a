"""The forms that people can open, found by opening every page, and what is sent to each."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django import forms
from django.db import transaction
from django.urls import reverse

from citizens.surveys.actions.web import issue_codes
from portal.accounts.scopes import scope_of
from portal.addresses import Address, every_address
from portal.demo.cast import CAST, posting_of
from tests.attack.hostile import honest
from tests.attack.pages import Form, forms_of, fresh
from tests.matrix.askers import POSTED, Asker
from tests.matrix.samples import SAMPLES, Sample
from tests.matrix.world import AT_THE_DOOR, World

Kwargs = Mapping[str, object]
Make = Callable[[], Kwargs]
STRANGERS = frozenset({"khách", AT_THE_DOOR})


def everything() -> Kwargs:
    """Make every row that can stand beside the others, for the pages that list them."""
    makes = {sample.make: None for samples in SAMPLES.values() for sample in samples}
    for make in makes:  # but where another of the same kind is there already
        with suppress(Exception), transaction.atomic():
            make()
    return {}


def places() -> dict[Make, list[tuple[Address, Sample]]]:
    """Return each way to make rows with the addresses they have; those without a row last."""
    found: dict[Make, list[tuple[Address, Sample]]] = {}
    for address in every_address():
        if address.kwargs:
            for sample in SAMPLES[address.name]:
                found.setdefault(sample.make, []).append((address, sample))
    everybody = Sample(everything, STRANGERS | POSTED)
    found[everything] = [(address, everybody) for address in every_address() if not address.kwargs]
    return found


@dataclass
class Opened:
    """A form, and who found it on a page."""

    asker: Asker
    form: Form


def opened(world: World, make: Make, kwargs: Kwargs, *, by_all: bool) -> Iterator[Opened]:
    """Open every page of these rows as people who see them; give each form once, or once to each."""
    here = places()[make]
    names = {address.name for address, _ in here}
    known: dict[str, set[Any]] = {}

    def is_ours(form: Form) -> bool:
        return form.target in names or (bool(kwargs) and form.kwargs == kwargs)

    for address, sample in _with_pages_above(here):
        url = reverse(address.name, kwargs=dict(kwargs) if address.kwargs else {})
        who = sample.seen_by if by_all else _one_of_each_role(sample.seen_by)
        for asker in (each for each in world.askers if each.name in who and _may(each, address)):
            found = list(filter(is_ours, _on_page(world, asker, url, {})))
            seen = known.setdefault(asker.name if by_all else "", set())
            for form in fresh(found, seen):
                yield Opened(asker, form)
                if form.method == "get":  # a choice that leads to the form itself
                    further = filter(is_ours, _on_page(world, asker, form.path, honest(form)))
                    yield from (Opened(asker, each) for each in fresh(list(further), seen))


def web_ballot(world: World) -> Opened:
    """Issue codes and open the questionnaire of one, as a stranger does."""
    from tests.matrix.rooms.citizens import a_campaign

    _, codes = issue_codes(
        campaign_unit=a_campaign().units.get(), count=10, expires_on=date(2026, 12, 31),
        key=uuid4(), by=scope_of(posting_of("mttq.lucnam")), on=date(2026, 11, 20),
    )  # fmt: skip
    stranger = next(each for each in world.askers if each.scope is None)
    page = world.send(stranger, "post", reverse("surveys:code"), {"ma": codes[0]})
    give = reverse("surveys:give")
    return Opened(stranger, next(one for one in forms_of(page.body, give) if one.path == give))


def _on_page(world: World, asker: Asker, url: str, query: Mapping[str, Any]) -> list[Form]:
    page = world.send(asker, "get", url, query)
    return forms_of(page.body, url) if page.status == 200 and page.is_page else []


def _with_pages_above(here: list[tuple[Address, Sample]]) -> Iterator[tuple[Address, Sample]]:
    """Return these addresses, and those above them: there stand the forms that lead to them.

    Above are the pages of the same row, and the list in which the row stands.
    """
    yield from here
    names = {address.name for address, _ in here}
    for each in every_address():
        below = [(one, sample) for one, sample in here if one.route.startswith(each.route)]
        if each.kwargs and each.name not in names and below and each.kwargs == below[0][0].kwargs:
            yield each, below[0][1]
        lists = [sample for one, sample in here if one.route == f"{each.route}<int:pk>/"]
        if not each.kwargs and lists:
            yield each, lists[0]


def _may(asker: Asker, address: Address) -> bool:
    powers = asker.scope.powers if asker.scope else frozenset()
    return address.is_public or (isinstance(address.access, frozenset) and address.access <= powers)


def _one_of_each_role(names: frozenset[str]) -> frozenset[str]:
    roles = {one.role: one.username for one in reversed(CAST) if one.username in names}
    return frozenset({*roles.values(), *(names & STRANGERS)}) or frozenset(sorted(names)[:1])


@dataclass
class Bound:
    """The classes of forms that were given data, noted while attacks run."""

    classes: set[str] = field(default_factory=set)

    @contextmanager
    def noting(self) -> Iterator[None]:
        before, classes = forms.BaseForm.full_clean, self.classes

        def full_clean(form: Any) -> None:
            if form.is_bound:
                classes.update(f"{each.__module__}.{each.__name__}" for each in type(form).__mro__)
            before(form)

        with patch.object(forms.BaseForm, "full_clean", full_clean):
            yield
