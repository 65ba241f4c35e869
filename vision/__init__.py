"""From pictures to garments and vectors; knows nothing of products.

May import ``playback`` and below; imported by ``shopping``.
"""
