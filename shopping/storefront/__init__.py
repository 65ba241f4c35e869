"""What viewers see of the shop: timelines, garment pages, product cards, saved products, click-outs.

May import ``shopping.matching`` and below; imported by ``queries``, views and API.
"""
