"""How much was tried, and by whom: each test hands over its counts, the last lines add them up.

They travel with the test's report, so that they arrive from the processes of `-n` too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import pytest

_PROPERTY = "attacks"


@dataclass
class Tally:
    """What one test tried: requests by who sent them and by what came back, and what they were sent to."""

    what: str = ""
    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    targets: set[str] = field(default_factory=set)  # addresses, forms, classes of forms

    def note(self, who: str, status: int, target: str) -> None:
        self.requests[who] += 1
        self.statuses[status] += 1
        self.targets.add(target)

    def add(self, other: "Tally") -> None:
        self.what = other.what
        self.requests.update(other.requests)
        self.statuses.update(other.statuses)
        self.targets.update(other.targets)

    def as_property(self) -> tuple[str, Any]:
        counted = {"what": self.what, "requests": dict(self.requests)}
        statuses = {str(status): count for status, count in self.statuses.items()}
        return _PROPERTY, counted | {"statuses": statuses, "targets": sorted(self.targets)}


def is_in_sample(*key: object, one_in: int) -> bool:
    """Return whether this combination belongs to the sample of the regular suite: always the same ones."""
    text = "\n".join(map(str, key)).encode()
    return int.from_bytes(blake2b(text, digest_size=4).digest()) % one_in == 0


# --- the table at the end; tests/conftest.py brings these to pytest ---

_TOLD: dict[str, Tally] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-attacks", action="store_true", help="try the full product in tests/attack, not a sample"
    )  # fmt: skip


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when != "teardown":
        return
    for name, counted in report.user_properties:
        if name == _PROPERTY and isinstance(counted, dict) and counted["what"]:
            total = _TOLD.setdefault(counted["what"], Tally(counted["what"]))
            statuses = {int(each): n for each, n in counted["statuses"].items()}
            requests: Counter[str] = Counter(counted["requests"])
            total.add(Tally(total.what, requests, Counter(statuses), set(counted["targets"])))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _TOLD:
        return
    terminalreporter.section("Tấn công: đã thử bao nhiêu, bởi ai", sep="═")
    for line in _lines(_TOLD.values()):
        terminalreporter.write_line(line)


def _lines(told: Iterable[Tally]) -> Iterable[str]:
    everyone: Counter[str] = Counter()
    for one in told:
        statuses = ", ".join(f"{status}: {count}" for status, count in sorted(one.statuses.items()))
        yield f"{one.what}: {one.requests.total()} lần, {len(one.targets)} đích, {len(one.requests)} người"
        yield f"    trả lời {statuses}"
        everyone.update(one.requests)
    yield f"Cộng {everyone.total()} lần; theo người:"
    yield "    " + ", ".join(f"{who} {count}" for who, count in sorted(everyone.items()))
