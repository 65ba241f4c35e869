"""Product feeds, and the products and pictures in them."""

from decimal import Decimal

from django.db import models

from trendflix.core.search.models import Searchable


class Feed(models.Model):
    """One shop's product feed. A feed is a snapshot: what is absent from it is unavailable, not deleted.

    ::

        new ──import──► live ◄──accept── held   (an import that would lose too much, waits for a person)
          └──guessed──► columns ──confirm──► import   (a table whose columns were guessed)
                        failed   (nothing could be read; products stay as they were)
    """

    class State(models.TextChoices):
        NEW = "new", "not imported"
        LIVE = "live", "live"
        HELD = "held", "held"
        COLUMNS = "columns", "needs confirmation"
        FAILED = "failed", "failed"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=140, unique=True)
    format = models.CharField(max_length=20, default="auto")
    file = models.FileField(upload_to="feeds/", blank=True, max_length=300)
    path = models.CharField(max_length=500, blank=True, editable=False, help_text="The file last given.")
    shop_url = models.URLField(
        "shop's address", blank=True, help_text="https://shop.example; needed for Shopify exports, which name no links."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code of prices that name no currency.")
    max_loss = models.FloatField(
        null=True, blank=True, help_text="Largest share of live products, 0 to 1, an import may lose unasked."
    )
    columns = models.JSONField(default=dict, blank=True, help_text="The shop's column names → our field names.")
    columns_confirmed = models.BooleanField(default=False)
    sample = models.JSONField(default=list, blank=True, editable=False, help_text="First rows, as the table has them.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False, help_text="Why it is held or failed.")
    numbers = models.JSONField(default=dict, blank=True, editable=False, help_text="What a held import would do.")
    live_file = models.CharField(max_length=300, blank=True, editable=False, help_text="The upload that is live.")
    live_path = models.CharField(max_length=500, blank=True, editable=False, help_text="The path that is live.")
    superseded = models.JSONField(default=list, blank=True, editable=False, help_text="Uploads to be removed.")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    imported = models.DateTimeField(null=True, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(max_loss__isnull=True) | models.Q(max_loss__gte=0, max_loss__lte=1),
                name="feed_max_loss_is_a_share",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to decide before its newest file is imported."""
        return self.state in (self.State.HELD, self.State.COLUMNS)


class Product(Searchable):
    """One item of a feed; items sharing ``item_group_id`` are variants of one style."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="products")
    product_id = models.CharField(max_length=100)
    item_group_id = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    link = models.URLField(max_length=2000)
    brand = models.CharField(max_length=100, blank=True)
    color = models.CharField(max_length=100, blank=True)
    size = models.CharField(max_length=100, blank=True)
    gender = models.CharField(max_length=20, blank=True)
    age_group = models.CharField(max_length=20, blank=True)
    product_type = models.CharField(max_length=750, blank=True)
    category = models.CharField(
        max_length=20, blank=True, help_text="Our garment category, read from the feed's words."
    )
    wearable = models.BooleanField(
        null=True, blank=True, help_text="Whether the feed's words name something to wear; unknown: its pictures tell."
    )
    availability = models.CharField(max_length=20, default="in_stock")
    available = models.BooleanField(default=True, help_text="In the feed's last snapshot and in stock or to order.")
    price = models.DecimalField(max_digits=13, decimal_places=3, default=Decimal(0))
    sale_price = models.DecimalField(max_digits=13, decimal_places=3, null=True, blank=True)
    sale_start = models.DateTimeField(null=True, blank=True)
    sale_end = models.DateTimeField(null=True, blank=True, help_text="The sale holds until then; empty: without end.")
    currency = models.CharField(max_length=3, default="USD")
    row_hash = models.CharField(max_length=64, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["feed", "product_id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "product_id"], name="product_id_once_per_feed"),
            models.CheckConstraint(condition=models.Q(price__gte=0), name="product_price_not_negative"),
        ]
        indexes = [
            models.Index(fields=["available", "category"], name="product_available_category"),
            models.Index(fields=["item_group_id"], name="product_item_group"),
            models.Index(fields=["-id"], condition=models.Q(search_pending=True), name="product_search_pending"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def style(self) -> str:
        """The variants' common id, or the product's own."""
        return self.item_group_id or self.product_id


class ProductImage(models.Model):
    """One picture of a product and its vector (float16 bytes, stamped with the model that made it)."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="images")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=2000, help_text="The address or path in the feed.")
    fingerprint = models.CharField(max_length=60, blank=True, help_text="Size and time of a file beside the feed.")
    etag = models.CharField(max_length=200, blank=True, help_text="The validator that the web server sent (RFC 9110).")
    last_modified = models.CharField(max_length=40, blank=True, help_text="As the web server sent it, where strong.")
    checked = models.DateTimeField(null=True, blank=True, help_text="When the web server was last asked for it.")
    file = models.CharField(max_length=300, blank=True, help_text="Path below the media folder.")
    sha256 = models.CharField(max_length=64, blank=True)
    category = models.CharField(max_length=20, blank=True)
    vector = models.BinaryField(null=True, blank=True)
    model = models.CharField(max_length=400, blank=True)
    error = models.CharField(max_length=300, blank=True)
    placeholder = models.BooleanField(
        default=False, help_text="The same picture on many different products: matched to nothing."
    )
    agreement = models.FloatField(
        null=True, blank=True, help_text="How far the title fits the picture better than other words do; 0: no better."
    )

    class Meta:
        ordering = ["product", "position"]
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="image_position_once_per_product")]
        indexes = [models.Index(fields=["model"], name="image_model")]

    def __str__(self) -> str:
        return f"{self.product} #{self.position}"
