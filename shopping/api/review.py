"""Review over REST, for staff who may look at matches; to decide they need the right to change what they decide on."""

from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, NotAuthenticated, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shopping.api.review_forms import (
    BulkSerializer,
    DecisionSerializer,
    EditSerializer,
    FilterSerializer,
    GarmentsSerializer,
    MergeSerializer,
    ProductsSerializer,
    SplitSerializer,
)
from shopping.api.viewers import product_of
from shopping.matching.decisions import ChangedMeanwhileError, Word
from shopping.review import actions, holds
from shopping.review.bulk import Bulk, bulk_decide
from shopping.review.history import history
from shopping.review.screens import candidate, garment_of, others, screen
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of, products_search
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError
from vision.edits import services as edits
from vision.models import Garment

LOOK, MATCHES, GARMENTS = "shopping.view_match", "shopping.change_match", "vision.change_garment"
FOUND = 18


class Conflict(APIException):
    """Somebody else decided meanwhile."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "changed"


class MayReview(BasePermission):
    """Staff with the rights that a view names: ``look`` to read, ``needs`` to change anything."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether this person may."""
        needed = {LOOK} if request.method == "GET" else {LOOK, *getattr(view, "needs", ())}
        return bool(request.user.is_authenticated and request.user.is_staff and request.user.has_perms(needed))


class ReviewView(APIView):
    """What all of them share."""

    permission_classes = (MayReview,)
    needs: ClassVar[tuple[str, ...]] = (MATCHES,)

    def handle_exception(self, exc: Exception) -> Response:
        """What a service refuses is said: 409 where something changed meanwhile, else 400."""
        if isinstance(exc, ChangedMeanwhileError):
            exc = Conflict(str(exc))
        elif isinstance(exc, UserError):
            exc = ValidationError({"detail": str(exc)})
        return super().handle_exception(exc)

    def sent(self, serializer: type[Any]) -> dict[str, Any]:
        """The body, checked."""
        form = serializer(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @property
    def person(self) -> User:
        """Who asks; the permission lets nobody else through."""
        user = self.request.user
        if not isinstance(user, User):
            raise NotAuthenticated
        return user

    def garment(self, pk: int) -> Garment:
        """A garment, or 404."""
        found = garment_of(pk)
        if found is None:
            raise Http404("The garment is not there any more.")
        return found

    def screen(self, pk: int) -> Response:
        """The screen of a garment as it is now."""
        return Response(screen(self.garment(pk), self.person, visitor_of(self.request)))


class NextView(ReviewView):
    """The next item."""

    @extend_schema(tags=["review"], parameters=[FilterSerializer], responses={200: dict[str, Any]})
    def get(self, request: Request) -> Response:
        """{"item", "waiting"}: held for the caller for two minutes; ``item`` is null where nothing is left.

        Who may only look holds nothing.
        """
        form = FilterSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        asked = dict(form.validated_data)
        leave_out = asked.pop("leave_out")
        filters = holds.Filters(**asked)
        pk = self._pk(filters, leave_out)
        found = garment_of(pk) if pk else None
        item = screen(found, self.person, visitor_of(request)) if found else None
        return Response({"item": item, "waiting": holds.waiting_count(filters), "counted_to": holds.MAX_COUNTED})

    def _pk(self, filters: holds.Filters, leave_out: list[int]) -> int | None:
        if self.request.user.has_perm(MATCHES):
            return holds.item_claim(self.person, filters, leave_out)
        return holds.items(filters).exclude(pk__in=leave_out).values_list("pk", flat=True).first()


class ItemView(ReviewView):
    """One garment."""

    needs = (GARMENTS,)

    @extend_schema(tags=["review"], responses={200: dict[str, Any]})
    def get(self, request: Request, pk: int) -> Response:
        """Its screen."""
        return self.screen(pk)

    @extend_schema(tags=["review"], request=EditSerializer, responses={200: dict[str, Any]})
    def patch(self, request: Request, pk: int) -> Response:
        """Reject, rename or re-categorise it."""
        garment, sent = self.garment(pk), self.sent(EditSerializer)
        user, note = self.person, sent["note"]
        kinds = {
            "reject": lambda: edits.garment_reject(garment, user, note),
            "rename": lambda: edits.garment_rename(garment, sent["value"], user, note),
            "category": lambda: edits.garment_recategorise(garment, sent["value"], user, note),
        }
        actions.garment_edit(kinds[sent["edit"]])
        return self.screen(pk)


class MergeView(ReviewView):
    """Two garments that are one."""

    needs = (GARMENTS,)

    @extend_schema(tags=["review"], responses={200: list[dict[str, Any]]})
    def get(self, request: Request, pk: int) -> Response:
        """Garments of the film that it may be the same as."""
        return Response(others(self.garment(pk), visitor_of(request)))

    @extend_schema(tags=["review"], request=MergeSerializer, responses={200: dict[str, Any]})
    def post(self, request: Request, pk: int) -> Response:
        """Merge another into it."""
        sent = self.sent(MergeSerializer)
        garment, other = self.garment(pk), self.garment(sent["other"])
        actions.garment_edit(lambda: edits.garments_merge(garment, other, self.person, sent["note"]))
        return self.screen(pk)


class SplitView(ReviewView):
    """One garment that is two."""

    needs = (GARMENTS,)

    @extend_schema(tags=["review"], request=SplitSerializer, responses={200: dict[str, Any]})
    def post(self, request: Request, pk: int) -> Response:
        """Make some appearances a garment of their own."""
        sent = self.sent(SplitSerializer)
        garment = self.garment(pk)
        actions.garment_edit(lambda: edits.garment_split(garment, sent["appearances"], self.person, sent["note"]))
        return self.screen(pk)


class DecisionView(ReviewView):
    """A word on a match."""

    @extend_schema(tags=["review"], request=DecisionSerializer, responses={200: dict[str, Any], 409: dict[str, Any]})
    def post(self, request: Request, pk: int) -> Response:
        """Decide on a product for a garment; 409 where its status is not the one that was seen."""
        garment, sent = self.garment(pk), self.sent(DecisionSerializer)
        word = Word(self.person, sent["note"])
        seen = sent["seen"] or None
        match = actions.product_decide(garment, product_of(sent["product"]), sent["status"], word, seen)
        holds.item_hold(self.person, pk)
        product = products_of([match.product_id])[match.product_id]
        return Response(candidate(match, product, garment.model))


class PutOffView(ReviewView):
    """Not now."""

    @extend_schema(tags=["review"], request=None, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """Offer it later."""
        holds.item_put_off(self.person, self.garment(pk).pk)
        return Response(status=status.HTTP_204_NO_CONTENT)


class HoldView(ReviewView):
    """Items that somebody looks at."""

    @extend_schema(tags=["review"], request=GarmentsSerializer, responses={200: dict[str, Any]})
    def post(self, request: Request) -> Response:
        """Hold them longer: {"held": [garment, …]}, those that nobody else has."""
        asked = self.sent(GarmentsSerializer)["garments"]
        return Response({"held": [pk for pk in asked if holds.item_hold(self.person, pk)]})

    @extend_schema(tags=["review"], request=GarmentsSerializer, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Let others have them."""
        holds.items_release(self.person, self.sent(GarmentsSerializer)["garments"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class UndoView(ReviewView):
    """Back again."""

    needs = (MATCHES, GARMENTS)

    @extend_schema(tags=["review"], request=None, responses={200: dict[str, Any], 409: dict[str, Any]})
    def post(self, request: Request) -> Response:
        """Take back what the caller did last: {"garment", "count"}."""
        return Response(actions.last_undo(self.person))


class BulkView(ReviewView):
    """Many at once."""

    @extend_schema(tags=["review"], request=BulkSerializer, responses={200: dict[str, Any]})
    def post(self, request: Request) -> Response:
        """Approve or reject the suggestions for a garment, of a product, or in a title: {"count"}."""
        sent = self.sent(BulkSerializer)
        note = sent.pop("note")
        return Response({"count": bulk_decide(Bulk(**sent), self.person, note)})


class HistoryView(ReviewView):
    """What was decided."""

    @extend_schema(tags=["review"], responses={200: list[dict[str, Any]]})
    def get(self, request: Request, pk: int) -> Response:
        """The newest decisions on a garment."""
        return Response(history(self.garment(pk).pk))


class ProductsView(ReviewView):
    """Products to match that nobody suggested."""

    @extend_schema(tags=["review"], parameters=[ProductsSerializer], responses={200: list[dict[str, Any]]})
    def get(self, request: Request) -> Response:
        """Available products that answer words, best first."""
        form = ProductsSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        found = products_search(form.validated_data["q"], FOUND)
        return Response([numbered_card(product, category=product.category) for product in found])
