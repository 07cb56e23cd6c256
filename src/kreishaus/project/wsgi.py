"""The web application, with the worker beside it where one process does both."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreishaus.project.settings")

# Loading makes a million objects and throws none away: looking for garbage meanwhile costs a fifth of the start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

# Rooms can be imported only now that Django is set up.
from kreishaus.project import warmup, workers  # noqa: E402

warmup.prepare()
# What is loaded now stays for ever: the collector need not look at it again and again.
gc.collect()
gc.freeze()
gc.enable()
if os.environ.get(workers.IN_WEB_PROCESS) == "1":
    workers.start_thread()
