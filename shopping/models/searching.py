"""What products, and garments of films, are found by."""

from django.db import models

from shopping.models.products import Product
from trendflix.core.search.models import Document, Spelling
from vision.models import Garment


class ProductDocument(Document):
    """The stems of a product's title, colour, kind, brand and gender, its category and measured colours."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="document")


class GarmentDocument(Document):
    """The stems of a garment's colour, pattern and kind, and its category; so words find the moment of a film."""

    garment = models.OneToOneField(Garment, models.CASCADE, primary_key=True, related_name="document")


class ProductSpelling(Spelling):
    """A word of any product's title, colour, kind, brand or gender, or its stem."""
