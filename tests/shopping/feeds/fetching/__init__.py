"""Feeds that are fetched from a server, a file or a folder."""
