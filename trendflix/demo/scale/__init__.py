"""A made site of real size: titles, people, garments, products and viewers as rows, the same for the same seed.

May import every app; imported by ``manage.py seed_scale``, the benches and tests.
"""
