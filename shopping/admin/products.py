"""Products in the admin: the feed is the truth, beside which a merchandiser may hide, boost and re-categorise."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shopping.models import Product, ProductImage
from shopping.products.merchandising import product_boost, product_categorise, products_hide
from shopping.storefront.cards import price_now
from shopping.storefront.merchandise import clicks_of, matches_of
from trendflix.core.locales.formats import money
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly
from vision.filters import one_category
from vision.labels import category_name
from vision.language.categories import CATEGORIES

NO_PICTURE = "–"
DECISIONS = ("hidden", "boost", "chosen_category")
"""What is decided here and not in the feed."""


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


class ProductForm(forms.ModelForm[Product]):
    """What a merchandiser decides."""

    chosen_category = forms.ChoiceField(required=False)

    class Meta:
        model = Product
        fields = DECISIONS

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "chosen_category" in self.fields:  # absent for those who may only look
            names = [(category, category_name(category)) for category in CATEGORIES]
            self.fields["chosen_category"].label = capfirst(gettext("chosen category"))
            self.fields["chosen_category"].choices = [("", gettext("as the feed says")), *names]  # type: ignore[attr-defined]  # a ChoiceField


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin[Product]):
    """What the feeds sell; of the feed's fields none is edited here."""

    form = ProductForm
    list_display = (
        "picture", "title", "product_id", "feed", "category", "wearable", "color", "cost", "available", "hidden",
        "boost",
    )  # fmt: skip
    list_display_links = ("title",)  # the picture has no words that a link could be read by
    list_filter = ("available", "hidden", one_category("category"), "wearable", "feed")
    list_select_related = ("feed",)
    list_per_page = 50
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("title", "product_id", "item_group_id", "brand")
    inlines = (ImageInline,)
    actions = ("hide", "show")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Feeds add products."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Product | None = None) -> bool:
        """A feed would bring it back; hiding lasts."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Product | None = None) -> Any:
        """Decisions first, then where it is seen, then the feed's fields."""
        hidden = (*DECISIONS, "row_hash", "row_key", "id", "search_pending", "palette")
        said = [field.name for field in Product._meta.concrete_fields if field.name not in hidden]
        return [
            (_("Decisions"), {"fields": DECISIONS}),
            (_("Where it is seen"), {"fields": ("on_site", "clicked", "matched")}),
            (_("What the feed says"), {"fields": said}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Product | None = None) -> list[str]:
        """All but the decisions."""
        said = [field.name for field in Product._meta.concrete_fields if field.name not in DECISIONS]
        return ["on_site", "clicked", "matched", *said]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        """With the pictures, in one more query."""
        pictures = Prefetch("images", ProductImage.objects.order_by("position").defer("vector"))
        return super().get_queryset(request).prefetch_related(pictures)

    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        """Hand each decision that changed to its service."""
        product, chosen = Product.objects.get(pk=obj.pk), form.cleaned_data
        if "hidden" in form.changed_data:
            products_hide([product], chosen["hidden"])
        if "boost" in form.changed_data:
            product_boost(product, chosen["boost"])
        if "chosen_category" in form.changed_data:
            product_categorise(product, chosen["chosen_category"])

    @admin.action(description=_("Hide from viewers"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Nobody sees them, whatever their feed says."""
        self._hide(request, queryset, True)

    @admin.action(description=_("Show to viewers again"), permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """As their feed says."""
        self._hide(request, queryset, False)

    def _hide(self, request: HttpRequest, queryset: QuerySet[Product], hidden: bool) -> None:
        changed = [product for product in queryset if product.hidden != hidden]
        count = products_hide(changed, hidden)
        for product in changed:
            self.log_change(request, product, [{"changed": {"fields": ["hidden"]}}])
        words = ngettext("%(count)d product changed.", "%(count)d products changed.", count) % {"count": count}
        self.message_user(request, words, messages.SUCCESS)

    @admin.display(description=_("on the site"))
    def on_site(self, product: Product) -> str:
        """Its page for viewers."""
        return format_html('<a href="{}">{}</a>', reverse("product", args=[product.pk]), gettext("Product page"))

    @admin.display(description=_("visits to its shop"))
    def clicked(self, product: Product) -> str:
        """How many there were."""
        counts = clicks_of(product)
        return gettext("%(month)s in 30 days, %(all)s in all") % counts

    @admin.display(description=_("matched"))
    def matched(self, product: Product) -> SafeString:
        """The garments that it stands beside."""
        return render_to_string("admin/shopping/product/_matches.html", {"matches": matches_of(product)})

    @admin.display(description=_("picture"))
    def picture(self, product: Product) -> str:
        """The first one."""
        return photo(product)

    @admin.display(description=_("price"), ordering="price")
    def cost(self, product: Product) -> str:
        """What it costs now, in its currency."""
        return money(price_now(product), product.currency)
