"""What people decide about garments, kept by place on the screen, and applied again after each analysis.

May import ``vision.models``; imported by ``vision.services`` and by ``shopping``.
"""
