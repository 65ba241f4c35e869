"""Reading single pictures: files, cut-outs, product images, regions that a person drew.

May import ``vision.nets`` and below; imported by ``vision.film`` and above.
"""
