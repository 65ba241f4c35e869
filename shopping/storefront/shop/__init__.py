"""Search with facets over all that is for sale: columns in memory, filters, counts and pages of results.

May import ``shopping.matching`` and ``shopping.storefront``; imported by pages and the API.
"""
