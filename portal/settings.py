"""The only settings file. Everything that differs between hosts comes from the environment.

`docs/settings.md` lists each variable; a test fails when one is missing there. The defaults are
safe: no debug, no demo, secure cookies, an embedded database and an embedded broker.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from portal.env import env, env_secret, spans_of

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# --- what kind of start is this ---

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
HTTPS = env.bool("HTTPS", default=not DEMO)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The demo keeps its data apart, so that a production start in the same folder has none of it.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var" / ("demo" if DEMO else "data"))))
KEY_DIR = DATA_DIR / "keys"

# --- secrets -------------------------------------------------------------------------------------

SECRET_KEY = env_secret("SECRET_KEY", keep_in=KEY_DIR)
IDENTITY_KEY = env_secret("IDENTITY_KEY", keep_in=KEY_DIR)
LOOKUP_KEY = env_secret("LOOKUP_KEY", keep_in=KEY_DIR)

# A reviewed file of retention periods in place of the one that comes with the code.
RETENTION_PERIODS = env.str("RETENTION_PERIODS", default="")

# --- apps ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_htmx",
    "import_export",
    "template_partials",
    "portal.apps.PortalConfig",
    "portal.audit.apps.AuditConfig",
    "portal.files.apps.FilesConfig",
    "portal.jobs.apps.JobsConfig",
    "portal.limits.apps.LimitsConfig",
    "portal.calendar.apps.CalendarConfig",
    "portal.keys.apps.KeysConfig",
    "portal.units.apps.UnitsConfig",
    "portal.accounts.apps.AccountsConfig",
    "portal.retention.apps.RetentionConfig",
    "portal.notices.apps.NoticesConfig",
    "portal.handover.apps.HandoverConfig",
    "portal.exports.apps.ExportsConfig",
    "directives.registry.apps.RegistryConfig",
    "directives.assignments.apps.AssignmentsConfig",
    "citizens.receptions.apps.ReceptionsConfig",
    "citizens.submissions.apps.SubmissionsConfig",
    "citizens.oversight.apps.OversightConfig",
    "citizens.returns.apps.ReturnsConfig",
    "citizens.surveys.apps.SurveysConfig",
    "portal.reports.apps.ReportsConfig",
    "portal.urging.apps.UrgingConfig",
    "portal.feed.apps.FeedConfig",
    "portal.home.apps.HomeConfig",
]

MIDDLEWARE = [
    "portal.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.compression.PackingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.TooManyMiddleware",
    "portal.middleware.RowIdsMiddleware",
    "portal.middleware.SessionAgeMiddleware",
    "portal.middleware.ScopeMiddleware",
    "portal.middleware.WrongMethodMiddleware",
    "portal.middleware.VaryOnHtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "portal.drawn_forms.FieldRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.shell",
            ],
            "builtins": [
                "portal.templatetags.kept",
                "portal.templatetags.show",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

# --- database: SQLite is the one-host convenience, PostgreSQL is production ------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured with 8 writing processes: only WAL + IMMEDIATE + a long timeout loses no transaction.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;"  # what is erased is overwritten (Luật Tố cáo Điều 8, 56)
        ),
    }
else:
    # Measured (docs/decisions/search.md): compiling took two seconds of queries that run for fifty
    # milliseconds, and the price of a turning disk had whole tables read instead of a few rows.
    # What is planned once is planned for any value (portal/plans.py), and as long as an hour.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan"
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 3600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- broker and jobs: the database is the truth, the queue only carries it out --------------------

REDIS_URL = env.str("REDIS_URL", default=f"unix://{DATA_DIR / 'valkey.sock'}")
_unix = REDIS_URL.startswith("unix://")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1) if _unix else REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_throttle": 1,
    # A queue that is down keeps nobody waiting: the row is there, and the sweeper sends it again.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
# A worker or scheduler that says nothing for so long counts as dead, and another takes over.
JOB_LEASE = timedelta(seconds=env.int("JOB_LEASE_SECONDS", default=60))

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}

# --- who gets in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "accounts:login"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
# Administrators and province staff prove themselves by an app too; only the demo's people may be let off.
DEMO_WITHOUT_SECOND_STEP = env.bool("DEMO_WITHOUT_SECOND_STEP", default=DEMO)
PRODUCT_NAME = "Chính quyền thân thiện"
if DEMO_WITHOUT_SECOND_STEP and not DEMO:
    sys.exit(
        "DEMO_WITHOUT_SECOND_STEP miễn xác thực hai bước, chỉ dùng được cùng DEMO=on: hãy bỏ biến ấy."
    )
# Five wrong passwords of one person at one address: that person waits there, the office does not.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "portal.accounts.views.login.locked_out"
# Behind the proxy every request comes from the proxy: whose it is stands in the last X-Forwarded-For.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
AXES_CLIENT_IP_CALLABLE = "portal.http.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# A session ends after so long without a page, and after so long however busy it is.
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = env.int("SESSION_MINUTES", default=60) * 60
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# __Host-: set by this host over HTTPS for all of it, and by no neighbour under the same domain.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
KNOWN_BROWSER_COOKIE = f"{_HOST_ONLY}known"
SESSION_COOKIE_HTTPONLY = True
# The ballot grid goes on after a login in another tab: its script reads the new token.
CSRF_COOKIE_HTTPONLY = False
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- what the browser is told -----------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
_NOT_ASKED_FOR = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _NOT_ASKED_FOR)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "script-src-attr": [NONE],
        "style-src-attr": [NONE],
        "img-src": [SELF, "data:"],  # the arrows of Bootstrap's boxes, the QR code of a second step
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- files -------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_MIB", default=20) * 1024 * 1024
# Programs of the system that open an uploaded file (portal.files.programs).
PROGRAM_MEMORY_BYTES = env.int("PROGRAM_MEMORY_MIB", default=1024) * 1024 * 1024
DOC_SECONDS = env.int("DOC_SECONDS", default=60)
OCR_PAGES = env.int("OCR_PAGES", default=60)
OCR_SECONDS = env.int("OCR_SECONDS", default=120)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the review of a long directive has a dozen fields a row
# What is allowed is held in memory, so that a full disk is met where the form can say so.
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "portal.files.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": env.str("STATIC_STORAGE", default="portal.assets.AssetStorage")},
}

# --- language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]

# --- mail and logs ------------------------------------------------------------------------------------

# Without a server no mail goes; the demo lays its mail in a folder, where it can be looked at.
_MAIL_SERVER = env.str("EMAIL_URL", default="")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if _MAIL_SERVER:
    vars().update(env.email_url_config(_MAIL_SERVER))
elif DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="cong@localhost")
# Where the links of a mail lead.
SITE_URL = env.str("SITE_URL", default=(*CSRF_TRUSTED_ORIGINS, "http://localhost:8000")[0]).rstrip(
    "/"
)
_GOES_OUT = EMAIL_BACKEND.endswith((".smtp.EmailBackend", ".filebased.EmailBackend"))
DIGESTS = env.bool("DIGESTS", default=_GOES_OUT)
if DIGESTS and not _GOES_OUT:
    sys.exit(
        "DIGESTS=on nhưng chưa có máy chủ thư: hãy đặt EMAIL_URL, ví dụ"
        " smtp+tls://user:password@host:587, hoặc DIGESTS=off."
    )
OFFICE_HOURS = spans_of("OFFICE_HOURS", env.str("OFFICE_HOURS", default="07:30-11:30,13:30-17:00"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "filters": {"refusal": {"()": "portal.quiet.RefusalInOneLine"}},
    "loggers": {
        # The makers of the PDFs tell each of their steps.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "django.request": {"filters": ["refusal"]},
    },
}
