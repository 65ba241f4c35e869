"""Signed addresses of media files, and how the files are sent (RFC 9110 ranges or X-Accel-Redirect).

May import ``playback.models`` and ``playback.media``; imported by ``playback`` and above.
"""
