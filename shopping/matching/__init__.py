"""Which products look like a garment: candidates, the ranker, match rows and the decisions of people.

May import ``shopping.products`` and below; imported by ``storefront`` and ``queries``.
"""
