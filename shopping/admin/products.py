"""Products in the admin: to look at, since the feed is the truth."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shopping.admin.filters import one_category
from shopping.models import Product, ProductImage
from shopping.storefront.cards import price_now
from trendflix.core.locales.formats import money
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly

NO_PICTURE = "–"


def photo(product: Product, height: int = 72) -> str:
    """The product's first picture; ``images`` are prefetched."""
    shown = next((image.file for image in product.images.all() if image.file), None)
    if shown is None:
        return NO_PICTURE
    return format_html('<img src="{}" alt="" height="{}">', reverse("media", args=[shown]), height)


class ImageInline(ReadOnly, admin.TabularInline[ProductImage, Product]):
    """A product's pictures, with what is wrong with them."""

    model = ProductImage
    extra = 0
    fields = ("picture", "position", "source", "category", "placeholder", "error")
    readonly_fields = fields
    can_delete = False

    @admin.display(description=_("picture"))
    def picture(self, image: ProductImage) -> str:
        """As it is kept here."""
        if not image.file:
            return NO_PICTURE
        return format_html('<img src="{}" alt="" height="120">', reverse("media", args=[image.file]))


@admin.register(Product)
class ProductAdmin(ReadOnly, admin.ModelAdmin[Product]):
    """What the feeds sell; the feed is the truth, so nothing is edited here."""

    list_display = ("picture", "title", "product_id", "feed", "category", "wearable", "color", "cost", "available")
    list_display_links = ("picture", "title")
    list_filter = ("available", one_category("category"), "wearable", "feed")
    list_select_related = ("feed",)
    list_per_page = 50
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    search_fields = ("title", "product_id", "item_group_id", "brand")
    inlines = (ImageInline,)
    exclude = ("row_hash",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        """With the pictures, in one more query."""
        pictures = Prefetch("images", ProductImage.objects.order_by("position").defer("vector"))
        return super().get_queryset(request).prefetch_related(pictures)

    @admin.display(description=_("picture"))
    def picture(self, product: Product) -> str:
        """The first one."""
        return photo(product)

    @admin.display(description=_("price"), ordering="price")
    def cost(self, product: Product) -> str:
        """What it costs now, in its currency."""
        return money(price_now(product), product.currency)
