"""The list of directives as a spreadsheet."""

from portal.sheets import Column, Label, Sheet


class DirectiveSheet(Sheet):
    number = Column("Số, ký hiệu", "number", width=18)
    kind = Label("Loại", "kind", width=16)
    issued_on = Column("Ngày ban hành", "issued_on")
    issuer = Column("Cơ quan ban hành", "issuer", width=32)
    level = Label("Cấp", "issuer_level")
    system = Label("Hệ thống", "system")
    subject = Column("Trích yếu", "subject", width=70)
    signer = Column("Người ký", "signer", width=24)
