"""What products are found by: stems of a feed's words, words that mean the same, and the documents written of them.

May import ``shopping.models`` and ``shopping.taxonomy``; imported by feeds, which write, and matching, which asks.
"""
