"""What the petition book keeps sealed: the identity numbers of those who signed."""

from citizens.submissions.models import Petitioner
from portal.keys.columns import SEALED, SealedColumns

SEALED.append(
    SealedColumns(
        title="Số giấy tờ của người đứng đơn",
        rows=lambda: Petitioner.objects.select_related("submission"),
        bound_to=lambda petitioner: petitioner.bound_to,
        box="identity_box",
        box_key="identity_box_key",
        digest="identity_digest",
        digest_key="identity_digest_key",
    )
)
