"""Files of feeds → entries: XML, tables, JSON, Shopify, affiliate tables, archives, character sets.

May import ``shopping.taxonomy`` and below; imported by ``shopping.feeds.values`` and above.
"""
