"""Training of the bundled models. Nothing here is imported by the site."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trendflix.settings")  # for the device and the parser's own settings
