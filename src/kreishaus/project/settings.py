"""Django settings: safe by default, every choice of an operator is in `environment`."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django
from csp.constants import NONE, SELF

from kreishaus.project import environment, logs, mail

PACKAGE_DIR = Path(__file__).resolve().parent.parent
# Not the app "django.forms": its label belongs to our own room of that name.
DJANGO_FORM_TEMPLATES = Path(django.__file__).parent / "forms" / "templates"
DATA_DIR = environment.data_dir()
DEBUG = environment.value_of("KREISHAUS_DEBUG") == "1"
SECRET_KEY = environment.secret_key(DATA_DIR)
PUBLIC_URL = environment.value_of("KREISHAUS_PUBLIC_URL").rstrip("/")
IS_HTTPS = urlsplit(PUBLIC_URL).scheme == "https"

# Host names are checked against the registry of authorities, before any other code runs.
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "kreishaus.project.urls"
WSGI_APPLICATION = "kreishaus.project.wsgi.application"

ROOMS = [
    "kreishaus.ground.authorities",
    "kreishaus.ground.audit",
    "kreishaus.ground.search",
    "kreishaus.ground.jobs",
    "kreishaus.ground.notices",
    "kreishaus.people.organisation",
    "kreishaus.records",
    "kreishaus.services.catalogue",
    "kreishaus.services.forms",
    "kreishaus.services.booking",
    "kreishaus.services.mailbox",
    "kreishaus.services.applications",
    "kreishaus.casework",
    "kreishaus.workshop.packages",
    "kreishaus.workshop.proving",
    "kreishaus.faces.portal",
    "kreishaus.faces.desk",
]
ROOMS = [room for room in ROOMS if (PACKAGE_DIR.parent / room.replace(".", "/") / "apps.py").exists()]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "kreishaus.project.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kreishaus.faces.frame.policy.PolicyMiddleware",
    "kreishaus.faces.frame.sizes.SizeMiddleware",
    "kreishaus.ground.authorities.middleware.AuthorityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE_DIR / "faces" / "frame" / "templates",
            PACKAGE_DIR / "services" / "forms",
            DJANGO_FORM_TEMPLATES,
        ],
        "OPTIONS": {
            "builtins": ["kreishaus.services.forms.rendering.speaking"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kreishaus.faces.frame.context.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# "default" is resolved to the current authority's database (ground.authorities.databases).
DATABASES: dict[str, dict[str, object]] = {"default": {}}
DATABASE_ROUTERS = ["kreishaus.ground.authorities.databases.AuthorityRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "kreishaus.ground.authorities.caching.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "kreishaus.ground.jobs.backend.DatabaseBackend"}}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE_DIR / "faces" / "static"]
STATIC_ROOT = DATA_DIR / "static"
# Once `preparation` has built them, files are served compressed and under names that change with them.
_BUILT = (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _BUILT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _BUILT
WHITENOISE_MAX_AGE = 3_600

AUTH_USER_MODEL = "organisation.Staff"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/eingang/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kreishaus.faces.desk.accounts.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "kreishaus.faces.desk.accounts.StaffSecondFactorAdapter"
MFA_TOTP_ISSUER = "Kreishaus"
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number_of("KREISHAUS_TRUSTED_PROXIES")

SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "kreishaus.faces.frame.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if IS_HTTPS else []
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
# Links with secrets must never travel to another site.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # KERN draws its icons as data: masks.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}

MAX_UPLOAD_BYTES = environment.number_of("KREISHAUS_MAX_UPLOAD_MB") * 1_000_000
XSD_DIR = environment.folder_of("KREISHAUS_XSD_DIR")
# Several files may come with one page; each of them is limited by itself as well.
MAX_REQUEST_BYTES = 5 * MAX_UPLOAD_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
SUBMISSION_RATE = environment.value_of("KREISHAUS_RATE_SUBMISSIONS")

EMAIL_BACKEND, EMAIL_OPTIONS = mail.backend_from_url(environment.value_of("KREISHAUS_MAIL_URL"))
EMAIL_HOST = EMAIL_OPTIONS.host
EMAIL_PORT = EMAIL_OPTIONS.port
EMAIL_HOST_USER = EMAIL_OPTIONS.user
EMAIL_HOST_PASSWORD = EMAIL_OPTIONS.password
EMAIL_USE_TLS = EMAIL_OPTIONS.start_tls
EMAIL_USE_SSL = EMAIL_OPTIONS.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.value_of("KREISHAUS_MAIL_FROM")

LOGGING_CONFIG = None
logs.configure(level=environment.value_of("KREISHAUS_LOG_LEVEL"), form=environment.value_of("KREISHAUS_LOG_FORMAT"))
TEST_RUNNER = "django.test.runner.DiscoverRunner"
