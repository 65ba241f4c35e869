"""A random shop and random films of any size, with vectors in clusters, for tests that compare two ways to a result."""

import hashlib
from itertools import count

import numpy as np

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product, ProductImage
from vision.models import Analysis, Garment
from vision.types import FloatArray
from vision.vectors import pack, unit

MODEL, EMBEDDER = "random-pictures", "random-embedder"
DIMENSIONS, CLUSTERS = 16, 12
CATEGORIES = ("top", "outerwear", "trousers", "shoes")
_numbers = count()


class RandomShop:
    """Products with a picture or two each, changed at random; the same seed makes the same."""

    def __init__(self, seed: int, products: int, garments: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.centres = self.rng.standard_normal((CLUSTERS, DIMENSIONS)).astype(np.float32)
        self.feed = Feed.objects.create(name=f"Random {seed}", slug=f"random-{seed}")
        self.add(products)
        self.film(garments)

    def vector(self) -> FloatArray:
        """A unit vector near one of the clusters' centres."""
        centre = self.centres[self.rng.integers(CLUSTERS)]
        return unit(centre + 0.7 * self.rng.standard_normal(DIMENSIONS).astype(np.float32))

    def add(self, number: int) -> None:
        """New products; some are variants of one style, some have two pictures."""
        for _ in range(number):
            name = next(_numbers)
            product = Product.objects.create(
                feed=self.feed,
                product_id=f"P{name}",
                item_group_id=f"S{self.rng.integers(200)}" if self.rng.random() < 0.5 else "",
                title="thing",
                link="https://x.example/",
                category=str(self.rng.choice(CATEGORIES)),
                row_hash="x",
                available=bool(self.rng.random() < 0.9),
            )
            for position in range(int(self.rng.integers(1, 3))):
                self.look_at(ProductImage(product=product, position=position, source="x"))

    def look_at(self, image: ProductImage) -> None:
        """Give a picture new bytes and a new vector."""
        image.sha256 = hashlib.sha256(str(next(_numbers)).encode()).hexdigest()
        image.vector, image.model = pack(self.vector()), MODEL
        image.category = image.product.category
        image.save()

    def film(self, garments: int) -> Video:
        """A film in which some garments are worn."""
        name = next(_numbers)
        title = Title.objects.create(name=f"Film {name}", slug=f"film-{name}")
        video = Video.objects.create(title=title, package_key="k", duration=10.0)
        analysis = Analysis.objects.create(video=video, key="k", model=EMBEDDER, parser="p")
        for _ in range(garments):
            category = str(self.rng.choice(CATEGORIES))
            Garment.objects.create(
                analysis=analysis,
                category=category,
                chances=self.chances(category),
                vector=pack(self.vector()),
                model=EMBEDDER,
                cutout="x",
            )
        return video

    def chances(self, category: str) -> dict[str, float]:
        """Of every third garment what else it may be, shoes aside, which are taken for nothing else."""
        if self.rng.random() < 2 / 3:
            return {}
        shares = self.rng.dirichlet(np.ones(len(CATEGORIES))).round(3).tolist()
        return dict(zip(CATEGORIES, shares, strict=True)) if category != "shoes" else {"shoes": 1.0}

    def some(self, number: int) -> list[Product]:
        """Products chosen at random."""
        pks = list(Product.objects.order_by("pk").values_list("pk", flat=True))
        chosen = self.rng.choice(pks, min(number, len(pks)), replace=False)
        return list(Product.objects.filter(pk__in=chosen.tolist()).order_by("pk"))

    def change(self, number: int) -> None:
        """Change some products in each way that an import can: vectors, stock, style, kind; remove and add some."""
        for product in self.some(number):
            for image in product.images.all():
                self.look_at(image)
        for product in self.some(number):
            product.available = not product.available
            product.save()
        for product in self.some(number):
            product.item_group_id = f"S{self.rng.integers(200)}"
            product.save()
        for product in self.some(number):
            product.category = str(self.rng.choice(CATEGORIES))
            product.save()
            product.images.update(category=product.category)
        for product in self.some(number):
            product.delete()
        lost = [image.pk for product in self.some(number) for image in product.images.all()[:1]]
        ProductImage.objects.filter(pk__in=lost).delete()
        self.add(number)


Rows = dict[tuple[int, int], tuple[int, float, str]]


def match_rows() -> Rows:
    """(garment, product) → (rank, score, status) of every match."""
    return {
        (garment, product): (rank, round(score, 3), status)
        for garment, product, rank, score, status in Match.objects.values_list(
            "garment_id", "product_id", "rank", "score", "status"
        )
    }
