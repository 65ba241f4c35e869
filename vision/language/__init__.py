"""The words for garments: categories, zero-shot naming, agreement of texts with pictures.

May import ``vision.types`` and its like; imported by ``vision.nets`` and above.
"""
