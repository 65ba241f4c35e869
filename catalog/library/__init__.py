"""Reads folders of films as Kodi and Jellyfin lay them out: names, ``.nfo`` files, what belongs together.

Nothing here writes, and nothing knows the database.
"""
