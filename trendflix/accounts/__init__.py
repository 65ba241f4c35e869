"""The viewer behind a request.

May import ``trendflix.core`` and ``jobs``; imported by every app.
"""
