"""What the reception book keeps sealed: the identity numbers of visitors."""

from citizens.receptions.models import Visitor
from portal.keys.columns import SEALED, SealedColumns

SEALED.append(
    SealedColumns(
        title="Số giấy tờ của người được tiếp",
        rows=lambda: Visitor.objects.select_related("reception"),
        bound_to=lambda visitor: visitor.bound_to,
        box="identity_box",
        box_key="identity_box_key",
        digest="identity_digest",
        digest_key="identity_digest_key",
    )
)
