"""A film file on its way to HLS: probe, ladder, ffmpeg commands, packaging, captions, chapters. No database.

May import ``trendflix.core``; imported by the rest of ``playback`` and above.
"""
