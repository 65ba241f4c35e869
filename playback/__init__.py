"""From a film file to the watch page: ingest, packaging, signed addresses, positions.

May import ``catalog`` and below; imported by ``vision`` and above.
"""
