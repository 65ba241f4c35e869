"""Garment parsers: pictures to regions with a category, a score and a mask.

May import ``vision.language`` and below; loaded through ``vision.nets.runtime``.
"""
