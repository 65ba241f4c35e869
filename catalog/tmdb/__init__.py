"""Titles at The Movie Database (themoviedb.org, API version 3): found by name and year, described, settled by people.

Nothing is asked without a key (``TMDB_KEY``).
"""
