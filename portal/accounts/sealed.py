"""What accounts keep sealed: the secret of each person's authenticator."""

from portal.accounts.actions.second_step import authenticator_bound_to
from portal.accounts.models import Authenticator
from portal.keys.columns import SEALED, SealedColumns

SEALED.append(
    SealedColumns(
        title="Khóa của ứng dụng xác thực",
        rows=lambda: Authenticator.objects.select_related("user"),
        bound_to=lambda app: authenticator_bound_to(app.user),
        box="secret",
        box_key="secret_key",
    )
)
