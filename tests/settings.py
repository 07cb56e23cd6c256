"""Settings of the test suite: the product's own, on a throw-away data folder."""

import os
import tempfile
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_folder = Path(tempfile.mkdtemp(prefix=f"kreishaus-test-{_worker}-"))
os.environ["KREISHAUS_DATA"] = str(_folder)
# WhiteNoise warns about a missing folder, and here a warning is an error.
(_folder / "static").mkdir()

from kreishaus.ground.authorities.databases import sqlite_database  # noqa: E402
from kreishaus.project.settings import *  # noqa: E402
from tests import postgres  # noqa: E402

TEST_FOLDER = _folder
if postgres.chosen():
    DATABASES = {"default": postgres.database()}
else:
    DATABASES = {"default": sqlite_database(str(_folder / "test.sqlite3"))}
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / f"test-{_worker}.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = {}
