"""Made orders of two years: some of the clicks of a day become orders, and some of those come back as refunds."""

from django.db import connection

ORDERS_PER_CLICK = 0.03
REFUND_EVERY = 12
PRODUCTS = 400
"""How many products are ever ordered."""
ORDERS = """
INSERT INTO shopping_conversion (feed_id, "order", title, garment, product, amount, currency, at, created)
SELECT p.feed_id, CAST(d.n * 1000 + p.r AS varchar), t.title_id, NULL, p.id,
  CASE WHEN (d.n * 7 + p.r) %% {refund} = 0 THEN -p.price ELSE p.price END, p.currency, {at}, {at}
FROM (SELECT day, clicked, ROW_NUMBER() OVER (ORDER BY day) AS n FROM shopping_figures WHERE dimension = 'all') d
JOIN (SELECT id, feed_id, price, currency, ROW_NUMBER() OVER (ORDER BY id) AS r FROM
  (SELECT * FROM shopping_product ORDER BY id LIMIT {products}) few) p
  ON (p.r * 37 + d.n * 101) %% {products} < d.clicked * {share}
JOIN (SELECT title_id, ROW_NUMBER() OVER (ORDER BY title_id) - 1 AS r, COUNT(*) OVER () AS count FROM
  (SELECT DISTINCT title_id FROM playback_video) few) t
  ON t.r = (p.r * 7 + d.n) %% t.count * ((p.r * 3 + d.n * 5) %% t.count) / t.count
"""
"""More of the first titles than of the others."""


def orders_make() -> None:
    """Write the orders of all days that there are figures of, at some hour of each."""
    hour = "(p.r * 11 + d.n) %% 24"
    at = {
        "sqlite": f"d.day || ' ' || PRINTF('%%02d', {hour}) || ':12:00'",
        "postgresql": f"d.day + {hour} * interval '1 hour'",
    }
    words = {"refund": REFUND_EVERY, "products": PRODUCTS, "share": ORDERS_PER_CLICK, "at": at[connection.vendor]}
    with connection.cursor() as cursor:
        cursor.execute(ORDERS.format(**words), [])
