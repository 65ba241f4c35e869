"""Matches in the admin: garment beside product, and a person's word on them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.filters import one_title
from shopping.admin.dislikes import TurnedDown, dislikes_count
from shopping.admin.products import photo
from shopping.matching.match import match_decide, match_pin
from shopping.models import Match, ProductImage
from trendflix.core.admin import logged_action
from trendflix.core.errors import UserError
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import NotDeleted
from vision.admin import cutout_column
from vision.filters import one_category

LARGE = ("garment__vector", "garment__analysis__shots", "garment__analysis__video__probe", "product__description")
"""Columns of many kilobytes that no list shows."""


@admin.register(Match)
class MatchAdmin(NotDeleted, admin.ModelAdmin[Match]):
    """Garment beside product, to approve, reject or pin; a match that is added by hand is pinned."""

    list_display = ("sold", "garment", "product", "of_title", "rank", "score_shown", "status", "turned_down")
    list_display_links = ("garment",)
    list_filter = (
        "status",
        TurnedDown,
        one_category("garment__category"),
        one_title("garment__analysis__video__title"),
    )
    list_select_related = ("garment__analysis__video__title", "product__feed")
    list_per_page = 50
    ordering = ("garment_id", "rank", "pk")
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("product__title", "product__product_id", "garment__analysis__video__title__name")
    autocomplete_fields = ("garment", "product")
    actions = ("approve", "reject", "pin", "undo")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Match]:
        """With the products' pictures, in one more query, and how many viewers turned each down."""
        shown = ProductImage.objects.exclude(file="").order_by("position").defer("vector")
        rows = super().get_queryset(request).defer(*LARGE)
        return rows.prefetch_related(Prefetch("product__images", shown)).annotate(dislikes=dislikes_count())

    def get_fields(self, request: HttpRequest, obj: Match | None = None) -> list[Any]:
        """A new match is a garment and a product; one that exists shows all that is known of it."""
        if obj is None:
            return ["garment", "product"]
        return ["sold", "garment", "product", "rank", "score", "status", "turned_down", "decided_by", "decided"]

    def get_readonly_fields(self, request: HttpRequest, obj: Match | None = None) -> list[Any]:
        """Decisions are made by the list's actions alone, so that each has its name and time."""
        return self.get_fields(request, obj) if obj is not None else []

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The garment's cut-out first, by an address made for whoever looks."""
        return [cutout_column(request, lambda match: match.garment), *self.list_display]

    def save_model(self, request: HttpRequest, obj: Match, form: ModelForm[Match], change: bool) -> None:
        """Pin what was added by hand."""
        if not change:
            obj.pk = match_pin(obj.garment, obj.product, _user(request)).pk
            obj.refresh_from_db()

    @admin.display(description=_("sold"))
    def sold(self, match: Match) -> str:
        """The product's picture."""
        return photo(match.product)

    @admin.display(description=_("not like it"), ordering="dislikes")
    def turned_down(self, match: Match) -> int:
        """How many viewers said that this product is not like it."""
        return getattr(match, "dislikes", 0)

    @admin.display(description=_("title"), ordering="garment__analysis__video__title__name")
    def of_title(self, match: Match) -> str:
        """Where it is worn."""
        return match.garment.analysis.video.title.name

    @admin.display(description=_("score"), ordering="score")
    def score_shown(self, match: Match) -> str:
        """Two decimals."""
        return f"{match.score:.2f}"

    @logged_action(_("Approve"))
    def approve(self, request: HttpRequest, queryset: QuerySet[Match]) -> list[Match]:
        """Right: it stays whatever machines find later."""
        return self._decide(request, queryset, Match.Status.APPROVED)

    @logged_action(_("Reject"))
    def reject(self, request: HttpRequest, queryset: QuerySet[Match]) -> list[Match]:
        """Wrong: viewers never see it again."""
        return self._decide(request, queryset, Match.Status.REJECTED)

    @logged_action(_("Pin to the front"))
    def pin(self, request: HttpRequest, queryset: QuerySet[Match]) -> list[Match]:
        """The first thing viewers see for this garment."""
        return self._decide(request, queryset, Match.Status.PINNED)

    @logged_action(_("Take the decision back"))
    def undo(self, request: HttpRequest, queryset: QuerySet[Match]) -> list[Match]:
        """A suggestion again, which the next matching may replace."""
        return self._decide(request, queryset, Match.Status.SUGGESTED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Match], status: Match.Status) -> list[Match]:
        done = []
        for match in queryset:
            try:
                kept = match_decide(match, status, _user(request))
                done.append(kept)
            except UserError as error:
                self.message_user(request, str(error), messages.ERROR)
        self.message_user(request, f"{status.label}: {len(done)}.")
        return done


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
