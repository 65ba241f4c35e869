"""The products of feeds, and their pictures."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shopping.models.feeds import Feed
from trendflix.core.search.models import Searchable

MAX_BOOST = 5
FOR_SALE = models.Q(available=True, hidden=False)
"""Products that viewers may be shown: to be had, and not hidden by a person."""


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
    hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Shown to nobody, whatever the feed and the matches say.")
    )
    boost = models.SmallIntegerField(
        _("boost"),
        default=0,
        validators=[MinValueValidator(-MAX_BOOST), MaxValueValidator(MAX_BOOST)],
        help_text=_("From -5 to 5: put before, or after, products that answer about as well."),
    )
    chosen_category = models.CharField(
        _("chosen category"), max_length=20, blank=True, help_text=_("Used instead of the feed's; imports keep it.")
    )
    row_hash = models.CharField(_("row hash"), max_length=64, editable=False)
    row_key = models.CharField(
        _("row key"),
        max_length=32,
        blank=True,
        editable=False,
        help_text=_("Of the feed's row as it is written there; empty: it stands in the feed no more."),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["feed", "product_id"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "product_id"],
                name="product_id_once_per_feed",
                violation_error_message=_("The feed has a product of this id already."),
            ),
            models.CheckConstraint(
                condition=models.Q(price__gte=0),
                name="product_price_not_negative",
                violation_error_message=_("A price is not below zero."),
            ),
            models.CheckConstraint(
                condition=models.Q(boost__gte=-MAX_BOOST, boost__lte=MAX_BOOST),
                name="product_boost_is_bounded",
                violation_error_message=_("The boost is out of its range."),
            ),
        ]
        indexes = [
            models.Index(fields=["available", "category"], name="product_available_category"),
            models.Index(fields=["item_group_id"], name="product_item_group"),
            models.Index(fields=["feed", "available"], name="product_feed_available"),
            models.Index(fields=["-id"], condition=models.Q(search_pending=True), name="product_search_pending"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_for_sale(self) -> bool:
        """Whether viewers may be shown it: ``FOR_SALE`` of one row."""
        return self.available and not self.hidden

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
    tries = models.PositiveSmallIntegerField(
        _("tries"), default=0, help_text=_("How often its host failed since it was last had.")
    )
    retry_at = models.DateTimeField(
        _("tried again at"), null=True, blank=True, help_text=_("Set while only its host is at fault.")
    )
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
        constraints = [
            models.UniqueConstraint(
                fields=["product", "position"],
                name="image_position_once_per_product",
                violation_error_message=_("The product has a picture at this place already."),
            )
        ]
        indexes = [
            models.Index(fields=["model"], name="image_model"),
            models.Index(fields=["retry_at"], condition=models.Q(retry_at__isnull=False), name="image_retry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.product} #{self.position}"
