"""Embedders: pictures and texts to unit vectors of one space.

May import ``vision.language`` and below; loaded through ``vision.nets.runtime``.
"""
