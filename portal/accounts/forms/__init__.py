"""Forms of the account pages."""

from portal.accounts.forms.login import LoginForm, PasswordForm
from portal.accounts.forms.people import PeopleFilter, UserForm
from portal.accounts.forms.postings import EndPostingForm, PostingForm

__all__ = [
    "EndPostingForm",
    "LoginForm",
    "PasswordForm",
    "PeopleFilter",
    "PostingForm",
    "UserForm",
]
