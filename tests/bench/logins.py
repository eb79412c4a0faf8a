"""Sessions of the country's seats, begun as the login page begins them, second step and all."""

from importlib import import_module

from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from portal.accounts.entry import let_in
from portal.accounts.models import User


def cookie_of(username: str) -> str:
    request = RequestFactory().get("/", HTTP_HOST="127.0.0.1")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # Django's own name
    user = User.objects.get(username=username)
    let_in(request, user, to="/", second_step=True)
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
