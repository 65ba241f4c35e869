"""Product feeds, products, matches with garments, the shop panel and click-outs.

The highest app: may import all others; imported by ``trendflix.site``, ``demo`` and ``bench`` alone.
"""
