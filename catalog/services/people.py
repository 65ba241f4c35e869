"""Writes credits and the people in them."""

from django.db import transaction
from django.utils.translation import gettext

from catalog.indexing import people_index, titles_index
from catalog.models import Credit, Person, Title
from catalog.services.slugs import row_slug
from trendflix.core.errors import UserError


@transaction.atomic
def credit_add(title: Title, name: str, role: str, character: str = "", position: int = 0) -> Credit:
    """Record what a person did on a title, making the person when new; the same credit twice is one."""
    if role not in Credit.Role.values:
        raise UserError(
            gettext("%(role)r is no credit; use one of %(choices)s.")
            % {"role": role, "choices": ", ".join(Credit.Role.values)}
        )
    person = Person.objects.filter(name__iexact=name).first()
    if person is None:
        person = Person.objects.create(name=name, slug=row_slug(Person, name))
        people_index([person.pk])
    fields = {"title": title, "person": person, "role": role, "character": character}
    credit, is_new = Credit.objects.get_or_create(**fields, defaults={"position": position})
    if is_new:
        titles_index([title.pk])
    return credit
