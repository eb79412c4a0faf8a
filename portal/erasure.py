"""What was erased is on no old page of the database either.

PostgreSQL reuses the space of dead rows by itself (autovacuum). SQLite keeps the pages as they were in
its write-ahead log until that is written back and cut; `secure_delete` overwrites what is freed.
"""

from django.db import connection, transaction


def leave_no_old_page() -> None:
    """Once the transaction is through, have SQLite cut its write-ahead log."""
    waiting = any(call[1] is _cut_log for call in connection.run_on_commit)
    if connection.vendor == "sqlite" and not waiting:
        transaction.on_commit(_cut_log, robust=True)  # the erasing itself is through already


def _cut_log() -> None:
    if connection.in_atomic_block:
        return  # a log is never cut from inside a transaction: SQLite would refuse
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
