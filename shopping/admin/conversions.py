"""Orders that shops reported, and the secrets with which they sign."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shopping.insights.signatures import secret_make
from shopping.models import Conversion, Feed, PostbackSecret
from trendflix.core.admin import logged_action
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly


@admin.register(Conversion)
class ConversionAdmin(ReadOnly, admin.ModelAdmin[Conversion]):
    """Orders that shops reported."""

    list_display = ("at", "feed", "order", "amount", "currency", "click")
    list_filter = ("at",)
    list_select_related = ("feed", "click__product")
    search_fields = ("order",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER


@admin.register(PostbackSecret)
class PostbackSecretAdmin(ReadOnly, admin.ModelAdmin[PostbackSecret]):
    """Which shops have a secret; what it is is shown once, when it is made."""

    list_display = ("feed", "created")
    fields = ("feed", "created")


@logged_action(gettext_lazy("Make a secret for reports of orders"))
def secret_make_action(admin_page: admin.ModelAdmin[Feed], request: HttpRequest, feeds: QuerySet[Feed]) -> None:
    """A new secret for each of a few feeds; the ones before end."""
    for feed in feeds:
        told = _("The secret of %(feed)s, which is not shown again: %(secret)s")
        admin_page.message_user(request, told % {"feed": feed, "secret": secret_make(feed)}, messages.SUCCESS)
