"""Everything that can differ between two academies comes from the environment; docs/operations.md lists it.

Two shapes, one code: without REDIS_URL the site is *embedded* (one process tree, a Celery worker in a
thread); with REDIS_URL it is *served* (web, worker and beat processes, any number of them).
"""

import hashlib
import re
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _
from environs import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))  # everything that must be kept lives here
DEBUG = env.bool("DEBUG", False)
REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL


def secret_key() -> str:
    """The key of this installation, made at first start and kept with the data."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", "") or secret_key()
# The same in all processes of one academy and in no other: keeps apart those that share a Redis or an engine.
SITE_ID = hashlib.sha256(f"site {SECRET_KEY}".encode()).hexdigest()[:12]

# -- Where the site lives ------------------------------------------------------------------------
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if not _site.hostname:
    raise SystemExit(f"SITE_URL must look like https://academy.example.org, not {SITE_URL!r}.")
ALLOWED_HOSTS = [_site.hostname, "localhost", "127.0.0.1", "[::1]", *env.list("HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
HTTPS = _site.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)  # one, which sets X-Forwarded-Proto and X-Forwarded-For
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# -- Applications --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "academy",
    "academy.people",
    "academy.notices",
    "projects",
    "grader",
    "peer_review",
    "academy.trainee",
    "academy.rehearsal",
    "academy.certificates",
    "academy.staff",
    "academy.api",
    "academy.config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_htmx",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "academy.config.assets.AssetsMiddleware",
    "academy.config.compression.TextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "academy.people.languages.PersonLanguageMiddleware",
    "academy.people.zones.CohortZoneMiddleware",
]
ROOT_URLCONF = "academy.config.urls"
ASGI_APPLICATION = "academy.config.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "academy.config.navigation.navigation",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Content security ----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, UNSAFE_INLINE],  # a nonce here would switch off 'unsafe-inline'
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "object-src": ["'none'"],
    }
}

# -- Database ------------------------------------------------------------------------------------
_database = dj_database_url.parse(env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'academy.sqlite3'}"))
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        # Without IMMEDIATE a transaction that reads and then writes fails at once when another one writes.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-20000;",
    }
    # A file, because threads of a shared-cache memory database meet "table is locked".
    _database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    _database["CONN_HEALTH_CHECKS"] = True  # after a restart of the server the pool holds dead connections
    _database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8), "timeout": 10}}
DATABASES = {"default": _database}

# -- Messages between processes ------------------------------------------------------------------
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a message is a hint, and whoever has committed shall not wait for it
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outlives its Redis, however long that is away
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # see academy/config/celery.py
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "academy"
CELERY_TASK_ROUTES = {"grader.tasks.*": {"queue": "grader"}}
CELERY_TIMEZONE = "UTC"
# From three in the night in Seoul, by the minute. What is due a day after the start would never come on a
# site that is started anew every day. In the embedded shape a site that is off then waits for the next night.
AT_NIGHT = {minute: crontab(hour="18", minute=str(minute)) for minute in range(0, 60, 10)}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "tidy-repositories": {"task": "projects.tasks.tidy_repositories", "schedule": AT_NIGHT[10]},
    "hand-in-untold": {"task": "projects.tasks.hand_in_untold", "schedule": 20.0},
    "end-exams": {"task": "projects.tasks.end_exams", "schedule": 10.0},
    "close-windows": {"task": "projects.tasks.close_windows", "schedule": 10.0},
    "tell-of-windows": {"task": "projects.tasks.tell_of_windows", "schedule": 60.0},
    "sweep-runs": {"task": "grader.tasks.sweep", "schedule": 10.0},
    "mail-invitations": {"task": "academy.people.tasks.mail_invitations", "schedule": 300.0},
    "clear-sessions": {"task": "academy.people.tasks.clear_sessions", "schedule": AT_NIGHT[20]},
    "count-rows": {"task": "academy.tasks.count_rows", "schedule": AT_NIGHT[50]},
    "deliver-notices": {"task": "academy.notices.tasks.deliver", "schedule": 20.0},
    "push-notices": {"task": "academy.notices.tasks.push", "schedule": 20.0},
    "forget-notices": {"task": "academy.notices.tasks.forget_old", "schedule": AT_NIGHT[30]},
    "conclude-seconded": {"task": "peer_review.tasks.conclude_seconded", "schedule": 300.0},
    "remind-of-evaluations": {"task": "peer_review.tasks.remind_of_evaluations", "schedule": 60.0},
    "ask-helpers": {"task": "peer_review.tasks.ask_helpers", "schedule": 600.0},
    "remind-of-feedback": {"task": "peer_review.tasks.remind_of_feedback", "schedule": 900.0},
    "fill-weekly-times": {"task": "peer_review.tasks.fill_weekly_times", "schedule": 3600.0},
    "call-standbys": {"task": "peer_review.tasks.call_standbys", "schedule": 30.0},
    "sweep-waiting": {"task": "peer_review.tasks.sweep_waiting", "schedule": 60.0},
    "close-evaluations": {"task": "peer_review.tasks.close_overdue", "schedule": 60.0},
    "complete-supervised": {"task": "peer_review.tasks.complete_supervised", "schedule": 600.0},
    "weekly-acts": {"task": "peer_review.tasks.weekly_acts", "schedule": 600.0},
    "review-sales": {"task": "peer_review.tasks.review_sales", "schedule": 600.0},
    "end-left-waiting": {"task": "peer_review.tasks.end_left_waiting", "schedule": AT_NIGHT[40]},
    "check-points": {"task": "peer_review.tasks.check_points", "schedule": AT_NIGHT[0]},
}
GRADER_CONCURRENCY = env.int("GRADER_CONCURRENCY", 2)  # boxes at once in one worker; never above its cores
GRADER_BOXES_AHEAD = env.int("GRADER_BOXES_AHEAD", 4)  # boxes that one worker keeps ready; 0: none
GRADER_LEASE = env.float("GRADER_LEASE", 40.0)  # seconds after which the run of a dead worker is free again
GRADER_LABELS: list[str] = env.list("GRADER_LABELS", [])  # what this host offers to projects: gpu, large
GRADER_GPU_RUNS = env.int("GRADER_GPU_RUNS", 20)  # with a GPU for one person a day; more wait for tomorrow
GRADER_GRACE = env.float("GRADER_GRACE", 20.0)  # seconds for runs under way when a worker is told to end
GRADER_ALARM = env.float("GRADER_ALARM", 600.0)  # seconds that a run may wait before staff are told
if EMBEDDED:
    CHANNEL_LAYERS: dict[str, dict[str, object]] = {
        "default": {"BACKEND": "academy.config.layers.LoopBoundInMemoryLayer"}
    }
    CELERY_BROKER_URL = "memory://localhost/"
    # Left alone, it asks once a second.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"polling_interval": 0.05}
    CACHES: dict[str, dict[str, object]] = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
else:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": SITE_ID},
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "global_keyprefix": f"{SITE_ID}:",
        "visibility_timeout": 900,  # above the longest run, or it would be started twice
        "unacked_restore_interval": 5,  # without these two a lost message comes back after 100 s at best
        "unacked_restore_throttle": 1,
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": SITE_ID,
            # One that hangs shall not hold the site: what is cached is a hint, or counted afresh.
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    }

# -- Files ---------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "assets" / "dist"] if path.is_dir()]
WHITENOISE_USE_FINDERS = DEBUG
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)


def _files(name: str) -> dict[str, object]:
    backend = "django.core.files.storage.FileSystemStorage"
    return {"BACKEND": backend, "OPTIONS": {"location": VAR_DIR / name}}


STORAGES = {
    "default": _files("files"),
    "trees": _files("trees"),  # pinned hand-ins, by digest
    "tasks": _files("tasks"),  # what the grader asks of them, by digest
    "staticfiles": {"BACKEND": _static_storage},
}
REPOSITORIES_DIR = VAR_DIR / "repositories"
CURRICULUM_DIR = Path(env.str("CURRICULUM_DIR", str(BASE_DIR / "projects" / "curriculum")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 << 20
MAX_BODY = 12 << 20  # bytes of any request to Django; git has its own door and its own limit

# -- People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "academy.config.admin.StaffPermissions",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "academy.people.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "academy.people.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "academy.people.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail about every change of password, address or second factor
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers' addresses get no mail from us
ACCOUNT_CHANGE_EMAIL = True  # one address per person: a new one takes the place of the old
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds; mail may be slow
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_RATE_LIMITS = {  # a whole cohort sits behind one address on the first morning
    "login": "600/m/ip",
    "login_failed": "120/m/ip,10/5m/key",
    "request_login_code": "300/m/ip,5/5m/key",
    "reset_password": "120/m/ip,5/5m/key",
    "reset_password_from_key": "120/m/ip",
    "signup": "300/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_DISPLAY = "academy.people.models.display_name"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Bitgoeul"
MFA_TOTP_TOLERANCE = 1  # phones run half a minute early or late
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {}
for _provider in ("github", "google", "kakao", "naver"):
    _key = env.str(f"{_provider.upper()}_CLIENT_ID", "")
    if _key:  # a provider without keys is not even installed
        INSTALLED_APPS.append(f"allauth.socialaccount.providers.{_provider}")
        _secret = env.str(f"{_provider.upper()}_CLIENT_SECRET")
        SOCIALACCOUNT_PROVIDERS[_provider] = {"APPS": [{"client_id": _key, "secret": _secret}]}

# -- Mail ----------------------------------------------------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_TLS", True)
EMAIL_FILE_PATH = VAR_DIR / "mail"  # without a mail server, mail is written here
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", f"Bitgoeul <academy@{_site.hostname}>")

# -- Push ----------------------------------------------------------------------------------------
PUSH_PRIVATE_KEY = env.str("PUSH_PRIVATE_KEY", "")  # of manage.py push_keys; without it nothing is pushed
if PUSH_PRIVATE_KEY and not re.fullmatch(r"[A-Za-z0-9_-]{43}", PUSH_PRIVATE_KEY):
    raise SystemExit("PUSH_PRIVATE_KEY must be a key that `manage.py push_keys` has printed.")
# Hosts that messages are handed to; what begins with a dot, with all below it. Browsers name the address.
PUSH_SERVICES: list[str] = env.list(
    "PUSH_SERVICES",
    ["fcm.googleapis.com", ".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"],
)

# -- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["academy.config.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Seoul"  # shown to people without a cohort; everything is stored in UTC
LANGUAGE_COOKIE_SAMESITE = "Lax"

# -- Logs ----------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": "ext://academy.config.logs.PROCESSORS",
            "foreign_pre_chain": "ext://academy.config.logs.BEFORE",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        "celery": {"level": "WARNING"},
        "kombu": {"level": "WARNING"},
        "urllib3": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
