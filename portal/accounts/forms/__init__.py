"""Forms of the account pages."""

from portal.accounts.forms.addresses import AddressForm
from portal.accounts.forms.login import LoginForm, PasswordForm, SlipForm
from portal.accounts.forms.people import NewcomersFilter, PeopleFilter, UserForm
from portal.accounts.forms.postings import EndPostingForm, PostingForm
from portal.accounts.forms.roster import RosterForm, RosterRoleField, UsernameField
from portal.accounts.forms.second_step import (
    CodeForm,
    NewAppForm,
    OwnPasswordForm,
    RecoveryCodeForm,
)

__all__ = [
    "AddressForm",
    "CodeForm",
    "EndPostingForm",
    "LoginForm",
    "NewAppForm",
    "NewcomersFilter",
    "OwnPasswordForm",
    "PasswordForm",
    "PeopleFilter",
    "PostingForm",
    "RecoveryCodeForm",
    "RosterForm",
    "RosterRoleField",
    "SlipForm",
    "UserForm",
    "UsernameField",
]
