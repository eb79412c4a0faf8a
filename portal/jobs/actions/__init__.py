"""Writing jobs: `life` of one job, `sweeping` after the dead, `scheduling` by the clock."""

from portal.jobs.actions.life import cancel, carry_out, enqueue, retry, send, take, try_again
from portal.jobs.actions.processes import alive, appear, forget_the_gone, leave
from portal.jobs.actions.scheduling import hand_out, lead, resign
from portal.jobs.actions.sweeping import sweep, tidy

__all__ = [
    "alive",
    "appear",
    "cancel",
    "carry_out",
    "enqueue",
    "forget_the_gone",
    "hand_out",
    "lead",
    "leave",
    "resign",
    "retry",
    "send",
    "sweep",
    "take",
    "tidy",
    "try_again",
]
