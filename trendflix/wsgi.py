"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from trendflix.core.collector import collector_tune
from trendflix.core.held_database import database_hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trendflix.settings")
application = get_wsgi_application()
held = database_hold()
_ = get_resolver().url_patterns  # imports every view now, instead of in somebody's first request
collector_tune()
