"""What the system says when there is no room left."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_ROOM = "Máy chủ hết chỗ chứa nên chưa lưu được tệp. Hãy báo quản trị viên, rồi gửi lại."


def is_full(error: OSError) -> bool:
    """Whether the disk, the quota or the largest file allowed stood in the way."""
    return error.errno in _FULL
