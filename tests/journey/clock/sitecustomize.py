"""Python imports this at the start of each program of the journey: there it is the journey's day.

The programs run as they are in production; only what they read from the clock is moved, and goes on.
"""

import datetime as dt
import os

import time_machine

if os.environ.get("JOURNEY_BEGINS"):
    time_machine.travel(dt.datetime.fromisoformat(os.environ["JOURNEY_BEGINS"]), tick=True).start()
