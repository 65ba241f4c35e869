"""Product feeds, and the products and pictures in them."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trendflix.core.search.models import Searchable


class Feed(models.Model):
    """One shop's product feed. A feed is a snapshot: what is absent from it is unavailable, not deleted.

    ::

        new ──import──► live ◄──accept── held   (an import that would lose too much, waits for a person)
          └──guessed──► columns ──confirm──► import   (a table whose columns were guessed)
                        failed   (nothing could be read; products stay as they were)
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("feed", "not imported")
        LIVE = "live", pgettext_lazy("feed", "live")
        HELD = "held", pgettext_lazy("feed", "held")
        COLUMNS = "columns", pgettext_lazy("feed", "needs confirmation")
        FAILED = "failed", pgettext_lazy("feed", "failed")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=140, unique=True)
    format = models.CharField(_("format"), max_length=20, default="auto")
    file = models.FileField(_("file"), upload_to="feeds/", blank=True, max_length=300)
    path = models.CharField(_("path"), max_length=500, blank=True, editable=False, help_text=_("The file last given."))
    shop_url = models.URLField(
        _("shop's address"),
        blank=True,
        help_text=_("https://shop.example; needed for Shopify exports, which name no links."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("ISO 4217 code of prices that name no currency.")
    )
    max_loss = models.FloatField(
        _("largest loss"),
        null=True,
        blank=True,
        help_text=_("Largest share of live products, 0 to 1, an import may lose unasked."),
    )
    columns = models.JSONField(
        _("columns"), default=dict, blank=True, help_text=_("The shop's column names → our field names.")
    )
    columns_confirmed = models.BooleanField(_("columns confirmed"), default=False)
    sample = models.JSONField(
        _("sample"), default=list, blank=True, editable=False, help_text=_("First rows, as the table has them.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    reason = models.CharField(
        _("reason"), max_length=500, blank=True, editable=False, help_text=_("Why it is held or failed.")
    )
    numbers = models.JSONField(
        _("numbers"), default=dict, blank=True, editable=False, help_text=_("What a held import would do.")
    )
    live_file = models.CharField(
        _("live file"), max_length=300, blank=True, editable=False, help_text=_("The upload that is live.")
    )
    live_path = models.CharField(
        _("live path"), max_length=500, blank=True, editable=False, help_text=_("The path that is live.")
    )
    superseded = models.JSONField(
        _("superseded"), default=list, blank=True, editable=False, help_text=_("Uploads to be removed.")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    imported = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
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

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="products", verbose_name=_("feed"))
    product_id = models.CharField(_("product id"), max_length=100)
    item_group_id = models.CharField(_("style (item group)"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    link = models.URLField(_("link"), max_length=2000)
    brand = models.CharField(_("brand"), max_length=100, blank=True)
    color = models.CharField(_("colour"), max_length=100, blank=True)
    size = models.CharField(_("size"), max_length=100, blank=True)
    gender = models.CharField(_("gender"), max_length=20, blank=True)
    age_group = models.CharField(_("age group"), max_length=20, blank=True)
    product_type = models.CharField(_("product type"), max_length=750, blank=True)
    category = models.CharField(
        _("category"), max_length=20, blank=True, help_text=_("Our garment category, read from the feed's words.")
    )
    wearable = models.BooleanField(
        _("wearable"),
        null=True,
        blank=True,
        help_text=_("Whether the feed's words name something to wear; unknown: its pictures tell."),
    )
    availability = models.CharField(_("availability"), max_length=20, default="in_stock")
    available = models.BooleanField(
        _("available"), default=True, help_text=_("In the feed's last snapshot and in stock or to order.")
    )
    price = models.DecimalField(_("price"), max_digits=13, decimal_places=3, default=Decimal(0))
    sale_price = models.DecimalField(_("sale price"), max_digits=13, decimal_places=3, null=True, blank=True)
    sale_start = models.DateTimeField(_("sale start"), null=True, blank=True)
    sale_end = models.DateTimeField(
        _("sale end"), null=True, blank=True, help_text=_("The sale holds until then; empty: without end.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    palette = models.JSONField(
        _("palette"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("[[L, a, b, share], …]: colours measured on its first picture."),
    )
    row_hash = models.CharField(_("row hash"), max_length=64, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["feed", "product_id"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
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

    product = models.ForeignKey(Product, models.CASCADE, related_name="images", verbose_name=_("product"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source = models.CharField(_("source"), max_length=2000, help_text=_("The address or path in the feed."))
    fingerprint = models.CharField(
        _("fingerprint"), max_length=60, blank=True, help_text=_("Size and time of a file beside the feed.")
    )
    etag = models.CharField(
        _("ETag"), max_length=200, blank=True, help_text=_("The validator that the web server sent (RFC 9110).")
    )
    last_modified = models.CharField(
        _("last modified"), max_length=40, blank=True, help_text=_("As the web server sent it, where strong.")
    )
    checked = models.DateTimeField(
        _("checked"), null=True, blank=True, help_text=_("When the web server was last asked for it.")
    )
    file = models.CharField(_("file"), max_length=300, blank=True, help_text=_("Path below the media folder."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    category = models.CharField(_("category"), max_length=20, blank=True)
    vector = models.BinaryField(_("vector"), null=True, blank=True)
    model = models.CharField(_("model"), max_length=400, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    placeholder = models.BooleanField(
        _("placeholder"), default=False, help_text=_("The same picture on many different products: matched to nothing.")
    )
    agreement = models.FloatField(
        _("agreement"),
        null=True,
        blank=True,
        help_text=_("How far the title fits the picture better than other words do; 0: no better."),
    )

    class Meta:
        ordering = ["product", "position"]
        verbose_name = _("product image")
        verbose_name_plural = _("product images")
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="image_position_once_per_product")]
        indexes = [models.Index(fields=["model"], name="image_model")]

    def __str__(self) -> str:
        return f"{self.product} #{self.position}"
