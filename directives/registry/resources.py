"""The list of directives as a spreadsheet."""

from portal.sheets import Column, Sheet


class DirectiveSheet(Sheet):
    number = Column("Số, ký hiệu", "number", width=18)
    kind = Column("Loại", "get_kind_display", width=16)
    issued_on = Column("Ngày ban hành", "issued_on")
    issuer = Column("Cơ quan ban hành", "issuer", width=32)
    level = Column("Cấp", "get_issuer_level_display")
    system = Column("Hệ thống", "get_system_display")
    subject = Column("Trích yếu", "subject", width=70)
    signer = Column("Người ký", "signer", width=24)
