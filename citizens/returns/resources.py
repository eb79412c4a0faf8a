"""A form as a spreadsheet, with the form's own columns and heads."""

from collections.abc import Callable

from citizens.returns.figures import Filled, Line
from citizens.returns.rules import Form, Number
from portal.sheets import Column, Part, Sheet


class FormSheet(Sheet):
    def __init__(self, form: Form, *, with_state: bool = False) -> None:
        super().__init__()
        self.fields = {"unit": Column("Đơn vị", "name", width=26)} | {
            f"c{one.place}": Column(
                f"{one.label} ({one.place})", fill=_value(place), width=9,
                group=" – ".join(one.path[:-1]),
            )
            for place, one in enumerate(form.columns)
        }  # fmt: skip
        if with_state:
            self.fields["state"] = Column("Xác nhận", "state", width=20)


def _value(place: int) -> Callable[[Line], Number]:
    return lambda line: line.values[place]


def part_of(found: Filled, *, office: str, title: str) -> Part:
    form = found.form
    above = (
        office, f"Biểu {form.code} – {form.title}", f"({form.source})",
        f"{title}. Số liệu tính từ ngày {found.period.starts_on:%d/%m/%Y} đến ngày "
        f"{found.period.ends_on:%d/%m/%Y}", "",
    )  # fmt: skip
    return Part(
        form.code.replace("/", "-"), FormSheet(form, with_state=found.of_many), found.lines, above
    )
