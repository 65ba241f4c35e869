"""How like a garment one product is, from kept vectors."""

import numpy as np

from shopping.index.vectors import matrix
from shopping.models import Product, ProductImage
from vision.models import Garment
from vision.vectors import unpack


def likeness(garment: Garment, product: Product) -> float:
    """The best cosine of a product's pictures with a garment; 0 where none has a vector of the same size."""
    images = ProductImage.objects.filter(product=product, vector__isnull=False, placeholder=False)
    vectors = [bytes(vector) for vector in images.values_list("vector", flat=True) if vector]
    worn = unpack(garment.vector)
    fitting = [vector for vector in vectors if len(vector) == 2 * len(worn)]
    return float(np.max(matrix(fitting) @ worn)) if fitting else 0.0
