"""The library: films, shows with seasons and episodes, people, genres.

May import ``trendflix.core``, ``jobs`` and ``accounts``; imported by every app above it.
"""
