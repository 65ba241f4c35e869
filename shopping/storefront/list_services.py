"""What viewers do with lists of saved products."""

import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from shopping.models import MAX_LIST_NAME, ListEntry, Product, SavedList
from shopping.storefront.saved import product_save
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import for_viewer
from trendflix.core.errors import UserError

MAX_LISTS = 50
TOKEN_BYTES = 24
"""Of a shared list's address: 192 random bits."""


@for_viewer
def list_create(visitor: Visitor, name: str) -> SavedList:
    """Make a list. Raises ``UserError`` for a name that is empty, too long or taken, or where there are too many."""
    viewer, plain = visitor.viewer(), _name(name)
    if SavedList.objects.filter(viewer=viewer).count() >= MAX_LISTS:
        raise UserError(gettext("There are %(limit)s lists already; delete one first.") % {"limit": MAX_LISTS})
    try:
        with transaction.atomic():
            return SavedList.objects.create(viewer=viewer, name=plain)
    except IntegrityError as error:
        raise _taken(plain) from error


def list_rename(row: SavedList, name: str) -> None:
    """Give a list another name; raises ``UserError`` as ``list_create`` does."""
    plain = _name(name)
    try:
        with transaction.atomic():
            SavedList.objects.filter(pk=row.pk).update(name=plain)
    except IntegrityError as error:
        raise _taken(plain) from error


def list_delete(row: SavedList) -> None:
    """Delete a list; its products stay saved."""
    SavedList.objects.filter(pk=row.pk).delete()


def list_share(row: SavedList) -> str:
    """Have a list read by whoever knows its address; returns the token, the same until it is withdrawn."""
    SavedList.objects.filter(pk=row.pk, token=None).update(token=secrets.token_urlsafe(TOKEN_BYTES))
    row.refresh_from_db(fields=["token"])
    return row.token or ""


def list_unshare(row: SavedList) -> None:
    """Withdraw the address; another share gets another one."""
    SavedList.objects.filter(pk=row.pk).update(token=None)


@transaction.atomic
def list_add(visitor: Visitor, row: SavedList, product: Product, source: SavedList | None = None) -> None:
    """Put a product on a list, saving it where it is not; with ``source`` it moves from there."""
    saved = product_save(visitor, product)
    ListEntry.objects.get_or_create(list=row, saved=saved)
    if source is not None and source.pk != row.pk:
        list_remove(source, product.pk)


def list_remove(row: SavedList, product_id: int) -> None:
    """Take a product off a list; it stays saved."""
    ListEntry.objects.filter(list=row, saved__product_id=product_id).delete()


def _name(name: str) -> str:
    plain = " ".join(name.replace("\0", "").split())
    if not plain:
        raise UserError(gettext("Give the list a name."))
    if len(plain) > MAX_LIST_NAME:
        raise UserError(
            gettext("The name has %(length)s characters; there is room for %(limit)s.")
            % {"length": len(plain), "limit": MAX_LIST_NAME}
        )
    return plain


def _taken(name: str) -> UserError:
    return UserError(gettext("There is a list “%(name)s” already.") % {"name": name})
