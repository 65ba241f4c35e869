"""What products are found by."""

from django.db import models

from shopping.models.products import Product
from trendflix.core.search.models import Document


class ProductDocument(Document):
    """The stems of a product's title, colour, kind, brand and gender, and its category."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="document")
