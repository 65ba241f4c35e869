"""Entries → rows: prices, sales, availability, addresses, texts, each checked.

May import ``shopping.feeds.readers`` and below; imported by ``shopping.feeds.imports`` and above.
"""
