"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from trendflix.core.held_database import database_hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trendflix.settings")
application = get_wsgi_application()
held = database_hold()
_ = get_resolver().url_patterns  # imports every view now, instead of in somebody's first request
gc.collect()
gc.set_threshold(50_000, 10, 10)  # a page makes thousands of objects, nearly all of which go without a collection
gc.freeze()  # what was imported stays: a full collection in the middle of a page need not walk it
