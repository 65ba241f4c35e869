"""What the site adds to the products of a feed: vectors of their images and the quality of their titles.

May import ``shopping.feeds``, ``index`` and below; imported by ``matching`` and above.
"""
