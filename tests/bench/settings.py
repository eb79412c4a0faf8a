"""The portal's own settings, with a bare view to measure beside and a header that counts queries."""

from portal.settings import *  # noqa: F403
from portal.settings import MIDDLEWARE as PORTALS_OWN

DEBUG = False
HTTPS = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.count_queries", *PORTALS_OWN]
