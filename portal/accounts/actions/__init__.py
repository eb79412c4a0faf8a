"""Writing people, their passwords, postings and sessions."""

from portal.accounts.actions.email import (
    ask_confirmation,
    confirm_email,
    confirm_email_by_code,
    issue_address_code,
    set_email,
)
from portal.accounts.actions.passwords import change_password
from portal.accounts.actions.people import create_user, update_user
from portal.accounts.actions.postings import end_posting, post, stand_in
from portal.accounts.actions.roster import enter_person, free_username
from portal.accounts.actions.second_step import (
    renew_codes,
    reset_second_step,
    set_up,
    turn_off,
    use_app,
    use_recovery_code,
)
from portal.accounts.actions.sessions import end_session, end_sessions
from portal.accounts.actions.slips import Slip, issue_slips, set_password_by_code

__all__ = [
    "Slip",
    "ask_confirmation",
    "change_password",
    "confirm_email",
    "confirm_email_by_code",
    "create_user",
    "end_posting",
    "end_session",
    "end_sessions",
    "enter_person",
    "free_username",
    "issue_address_code",
    "issue_slips",
    "post",
    "renew_codes",
    "reset_second_step",
    "set_email",
    "set_password_by_code",
    "set_up",
    "stand_in",
    "turn_off",
    "update_user",
    "use_app",
    "use_recovery_code",
]
