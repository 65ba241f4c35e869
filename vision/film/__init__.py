"""Reading a film: key frames, shots, tracking, analysis.

May import ``vision.images`` and below; imported by ``vision.services`` and above.
"""
