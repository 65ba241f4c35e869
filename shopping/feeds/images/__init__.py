"""Product images of a feed: fetched politely, kept by content hash, placeholders marked.

May import ``shopping.models`` and below; imported by ``shopping.feeds.imports``.
"""
