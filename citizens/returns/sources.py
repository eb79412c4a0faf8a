"""Which room counts which form: its columns with their rows for one office, without them for many."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from citizens.oversight.figures import managed, managed_by_office
from citizens.receptions.figures import tcd, tcd_by_office
from citizens.returns.rules import Number
from citizens.submissions.figures import results, results_by_office, xld, xld_by_office
from portal.figures import Figure, Period

ONE: Mapping[str, Callable[[Collection[int], Period], Mapping[int, Figure]]] = {
    "01/TCD": tcd,
    "02/XLD": xld,
    "03/GQKN": partial(results, "03/GQKN"),
    "04/GQTC": partial(results, "04/GQTC"),
    "05/KQTH": partial(results, "05/KQTH"),
    "06/QLKNTC": managed,
}
EACH: Mapping[str, Callable[[Collection[int], Period], Mapping[int, Mapping[int, Number]]]] = {
    "01/TCD": tcd_by_office,
    "02/XLD": xld_by_office,
    "03/GQKN": partial(results_by_office, "03/GQKN"),
    "04/GQTC": partial(results_by_office, "04/GQTC"),
    "05/KQTH": partial(results_by_office, "05/KQTH"),
    "06/QLKNTC": managed_by_office,
}
