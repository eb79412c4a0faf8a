"""The task statistic: four states, their rates, and how they are rolled up.

The states and rates are those of the Government's own task statistic, as settled in the house's
design: completed = on time + late, by the submission that was later accepted. Withdrawn work is in
no state: no figure counts it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices


class State(TextChoices):
    """The four states of the statistic. They follow from dates and are never stored."""

    ON_TIME = "on_time", "Hoàn thành đúng hạn"
    LATE = "late", "Hoàn thành quá hạn"
    OPEN = "open", "Đang thực hiện trong hạn"
    OVERDUE = "overdue", "Đang thực hiện quá hạn"


WORST_FIRST = (State.OVERDUE, State.OPEN, State.LATE, State.ON_TIME)


class Group(TextChoices):
    """Several states together, as a rate counts them."""

    GIVEN = "given", "Mọi nhiệm vụ đã giao, trừ đã thu hồi"
    COMPLETED = "completed", "Đã hoàn thành (đúng hạn và quá hạn)"
    FALLEN_DUE = "fallen_due", "Đã đến hạn (đã hoàn thành, hoặc đang quá hạn)"

    @property
    def states(self) -> tuple[State, ...]:
        match self:
            case Group.GIVEN:
                return tuple(State)
            case Group.COMPLETED:
                return State.ON_TIME, State.LATE
        return State.ON_TIME, State.LATE, State.OVERDUE


def states_of(word: str) -> tuple[State, ...]:
    """Return the states that a filter's word means: one state's, or a group's."""
    return Group(word).states if word in Group.values else (State(word),)


def state_of(*, submitted_on: date | None, accepted: bool, due_on: date | None, on: date) -> State:
    """Return the state on the day `on`.

    Work counts as completed once its submission was accepted, and then by the day of that
    submission: a slow review makes nobody late. Without a due date nothing is late.
    """
    if accepted and submitted_on is not None:
        return State.LATE if due_on and submitted_on > due_on else State.ON_TIME
    return State.OVERDUE if due_on and due_on < on else State.OPEN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many assignments are in each state; the rates that follow, with their rule."""

    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.on_time + self.late + self.open + self.overdue

    @property
    def completed(self) -> int:
        return self.on_time + self.late

    @property
    def fallen_due(self) -> int:
        """Completed work, and open work whose day has passed."""
        return self.completed + self.overdue

    @property
    def completion(self) -> Decimal | None:
        """Percent completed of the work fallen due; None when none has."""
        return _percent(self.completed, self.fallen_due)

    @property
    def punctuality(self) -> Decimal | None:
        """Percent completed on time of the work fallen due; None when none has."""
        return _percent(self.on_time, self.fallen_due)

    @property
    def share_of_all(self) -> Decimal | None:
        """Percent completed of all work given."""
        return _percent(self.completed, self.total)

    def count(self, state: State) -> int:
        return int(getattr(self, state.value))


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit has of a group; in the roll-up by unit, what one duty has of it.

    `original` counts the states by the days before any extension; `unanswered` is the work that the
    unit has neither acknowledged nor reported on.
    """

    tally: Tally
    original: Tally = Tally()
    unanswered: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether none of its work has been answered."""
        return self.unanswered == self.tally.total


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A group counted. `mean` is the completion of its shares, each weighing the same."""

    tally: Tally = Tally()
    original: Tally = Tally()
    unanswered: int = 0
    shares: int = 0
    silent: int = 0
    mean: Decimal | None = None

    @property
    def answered_nothing(self) -> bool:
        return self.shares > 0 and self.unanswered == self.tally.total


def roll_up(shares: Iterable[Share]) -> RolledUp:
    """Count a group from its shares.

    The weights add up to one: each share that has work fallen due weighs the same, however much
    work it has, and one that has none weighs nothing. A share is silent when none of its work has
    been answered.
    """
    shares = list(shares)
    return RolledUp(
        tally=added([one.tally for one in shares]),
        original=added([one.original for one in shares]),
        unanswered=sum(one.unanswered for one in shares),
        shares=len(shares),
        silent=sum(one.is_silent for one in shares),
        mean=mean_of((one.tally.completed, one.tally.fallen_due) for one in shares),
    )


def mean_of(shares: Iterable[tuple[int, int]]) -> Decimal | None:
    """Return the mean completion of shares: what each completed, and what had fallen due in it."""
    rates = Counter(shares)  # of a few duties few rates differ: each is worked out once
    due = {rate: alike for rate, alike in rates.items() if rate[1]}
    added_up = sum(
        (alike * Decimal(done) / all_due for (done, all_due), alike in due.items()), Decimal()
    )
    due_shares = sum(due.values())
    return rounded(added_up * 100 / due_shares) if due_shares else None


def added(tallies: Sequence[Tally]) -> Tally:
    """Add up tallies, state by state: a country has thousands."""
    on_time = late = still_open = overdue = 0
    for one in tallies:
        on_time += one.on_time
        late += one.late
        still_open += one.open
        overdue += one.overdue
    return Tally(on_time, late, still_open, overdue)


def rounded(percent: Decimal) -> Decimal:
    """Two decimals, half up, as the rates of a tally."""
    return percent.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _percent(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return rounded(Decimal(part) * 100 / Decimal(whole))
