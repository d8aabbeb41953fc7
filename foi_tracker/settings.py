"""Every setting of the project, read from the environment.

What each variable means and what it is when nothing is said stands in `.env.example`.
Without `DATABASE_URL` and `REDIS_URL` the embedded servers of `foi_tracker.embedded` are used.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from foi_tracker.embedded import places, running
from foi_tracker.production import refuse_examples
from foi_tracker.secret_key import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(env("FOI_ENV_FILE", default=str(BASE_DIR / ".env")))

# --- what kind of installation ---------------------------------------------------------------------
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRETS = (
    *("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "STORAGE_SECRET_KEY"),
    *("MAIL_WEBHOOK_SECRET", "MAILGUN_SIGNING_KEY", "BREVO_API_KEY", "STATUS_TOKEN"),
)
if PRODUCTION:
    refuse_examples({name: env(name, default="") for name in SECRETS}, debug=DEBUG)
# Where `manage.py up` listens (its children are told, other commands look), unless it is known by another name.
SITE_URL = env("SITE_URL", default="") or env("FOI_UP_URL", default="") or running.up_url()
SITE_URL = (SITE_URL or "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = "FOI Tracker"
STATE_DIR = places.state_dir()
SECRET_KEY = secret_key(env("SECRET_KEY", default=""), production=PRODUCTION, state_dir=STATE_DIR)
HTTPS = urlsplit(SITE_URL).scheme == "https"
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.list("ALLOWED_HOSTS", default=[]),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- rooms -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",  # so that FORM_RENDERER finds the templates of widgets and fields
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "foi_tracker",
    "accounts",
    "authorities",
    "requests_app",
    "correspondence",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "foi_tracker.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.RefusedForms",
]

ROOT_URLCONF = "foi_tracker.urls"
WSGI_APPLICATION = "foi_tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "foi_tracker.context.site",
                "foi_tracker.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- data ------------------------------------------------------------------------------------------
EMBEDDED_DATABASE = not env("DATABASE_URL", default="")
DATABASES = {"default": env.db_url_config(env("DATABASE_URL", default="") or places.postgres_url())}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"].setdefault("TEST", {})["NAME"] = env("TEST_DATABASE_NAME", default="test_foi")

EMBEDDED_REDIS = not env("REDIS_URL", default="")
REDIS_URL = env("REDIS_URL", default="") or places.valkey_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        # django.core.cache speaks of sockets as unix://, Celery as redis+socket://
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
        "KEY_PREFIX": "foi",
    }
}

# --- files -----------------------------------------------------------------------------------------
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(STATE_DIR / "media"))
MEDIA_URL = "/files/"
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(STATE_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGE_BUCKET = env("STORAGE_BUCKET", default="")
if STORAGE_BUCKET:
    DEFAULT_STORAGE = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": STORAGE_BUCKET,
            "endpoint_url": env("STORAGE_ENDPOINT", default="") or None,
            "access_key": env("STORAGE_ACCESS_KEY", default="") or None,
            "secret_key": env("STORAGE_SECRET_KEY", default="") or None,
            "region_name": env("STORAGE_REGION", default="") or None,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
else:
    DEFAULT_STORAGE = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STORAGES = {
    "default": DEFAULT_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What authorities leave at an upload link: the biggest file, for how long a link works, where bytes wait, a scanner.
MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", default=2048)
UPLOAD_LINK_DAYS = env.int("UPLOAD_LINK_DAYS", default=30)
UPLOAD_DIR = env("UPLOAD_DIR", default="") or str(STATE_DIR / "uploads")
VIRUS_SCAN_COMMAND = env("VIRUS_SCAN_COMMAND", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- people ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignup"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "login": "accounts.entrance_forms.LoginForm",
    "add_email": "accounts.entrance_forms.AddEmailForm",
    "change_password": "accounts.entrance_forms.ChangePasswordForm",
    "reset_password": "accounts.entrance_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance_forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.entrance_forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
MFA_FORMS = {
    "authenticate": "accounts.entrance_forms.CodeForm",
    "reauthenticate": "accounts.entrance_forms.CodeAgainForm",
    "activate_totp": "accounts.entrance_forms.ActivateTOTPForm",
}
MFA_ADAPTER = "accounts.adapter.TwoStepLogin"

# --- mail ------------------------------------------------------------------------------------------
vars().update(env.email_url_config(env("EMAIL_URL", default="") or "filemail://"))
if not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "foi_tracker.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(places.mail_dir())
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="FOI Tracker <foi-tracker@localhost>")
# Each request has an address of its own: a plus and a secret before the @ of this one ("" for none).
REPLY_ADDRESS = env("REPLY_ADDRESS", default="")
# How our own mail server calls itself in Authentication-Results; such headers by others are not believed.
TRUSTED_AUTHSERV_ID = env("TRUSTED_AUTHSERV_ID", default="")
EMAIL_TIMEOUT = 30
# Mail servers of our own from which mailboxes may be fetched at other ports than 143 and 993, as host:port.
ALLOW_MAILBOX_HOSTS = env.list("ALLOW_MAILBOX_HOSTS", default=[])
# The mail services that may hand in letters at /mail/hooks/NAME/, and what they must show: "user:password".
MAIL_SERVICES = env.list("MAIL_SERVICES", default=[])
ANYMAIL = {
    "WEBHOOK_SECRET": env("MAIL_WEBHOOK_SECRET", default=""),
    "MAILGUN_WEBHOOK_SIGNING_KEY": env("MAILGUN_SIGNING_KEY", default="") or None,
    "BREVO_API_KEY": env("BREVO_API_KEY", default=""),
}
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
# How long a letter of ours waits, and can be called back, before it goes.
SEND_DELAY_SECONDS = env.int("SEND_DELAY_SECONDS", default=60)
# To whom a complaint goes, by the law of the request; without one the person types it.
_ICO = env("INFORMATION_COMMISSIONER_EMAIL", default="")
_SIC = env("SCOTTISH_INFORMATION_COMMISSIONER_EMAIL", default="")
REGULATOR_EMAILS = {"foia": _ICO, "eir": _ICO, "sar": _ICO, "foisa": _SIC, "eisr": _SIC}
EMAIL_SUBJECT_PREFIX = ""
# For how many days a report (PDF) is kept.
REPORT_DAYS = env.int("REPORT_DAYS", default=14)
REMIND_WORKING_DAYS_BEFORE = env.int("REMIND_WORKING_DAYS_BEFORE", default=3)

# --- work in the background ------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "unacked_restore_interval": 1}
CELERY_TASK_TIME_LIMIT = 540
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# What a monitoring program must show to read /status.json ("" lets site admins alone).
STATUS_TOKEN = env("STATUS_TOKEN", default="")

# --- words and days --------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = ["foi_tracker.formats"]

# --- safety ----------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
# Failed log-ins are counted by address: behind a proxy that is the last one it names.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("BEHIND_PROXY", default=False))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "foi_tracker.logs.RefusalsAreOrdinary"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
