"""Undertakings as a spreadsheet. Its columns are the portal's: no list of them is prescribed."""

from citizens.oversight.querysets import UndertakingQuerySet
from portal.sheets import Column, Part, Sheet


class UndertakingSheet(Sheet):
    """One line an undertaking."""

    kind = Column("Loại việc", fill=lambda one: one.get_kind_display(), width=26)
    day = Column("Ngày", "day", width=12)
    number = Column("Số, ký hiệu", "number", width=16)
    title = Column("Trích yếu, tên việc", "title", width=46)
    people = Column("Số người dự", "people", width=10)
    units = Column("Số đơn vị", "units", width=10)
    concluded = Column("Ngày kết luận", "concluded_on", width=12)
    conclusion = Column("Số kết luận", "conclusion_number", width=16)
    discipline_organisations = Column(
        "Tổ chức", "discipline_organisations", group="Kiến nghị xử lý hành chính", width=9
    )
    discipline_persons = Column(
        "Cá nhân", "discipline_persons", group="Kiến nghị xử lý hành chính", width=9
    )
    refer_organisations = Column(
        "Tổ chức", "refer_organisations", group="Kiến nghị chuyển điều tra", width=9
    )
    refer_persons = Column("Cá nhân", "refer_persons", group="Kiến nghị chuyển điều tra", width=9)
    executed = Column("Thực hiện xong", "executed_on", width=12)
    disciplined_organisations = Column(
        "Tổ chức", "disciplined_organisations", group="Đã xử lý hành chính", width=9
    )
    disciplined_persons = Column(
        "Cá nhân", "disciplined_persons", group="Đã xử lý hành chính", width=9
    )
    prosecuted_cases = Column("Số vụ", "prosecuted_cases", group="Đã khởi tố", width=9)
    prosecuted_persons = Column("Số đối tượng", "prosecuted_persons", group="Đã khởi tố", width=9)
    void = Column("Hủy", fill=lambda one: one.void_reason, width=20)


def list_of(rows: UndertakingQuerySet, *, office: str, period: str, column: str) -> list[Part]:
    title = "QUẢN LÝ NHÀ NƯỚC VỀ KHIẾU NẠI, TỐ CÁO"
    return [Part("Quản lý nhà nước", UndertakingSheet(), rows, (office, title, period, column))]
