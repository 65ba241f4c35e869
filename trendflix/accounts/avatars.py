"""The pictures that profiles choose from, drawn for this site: ``static/img/avatars/KEY.svg``."""

from django.utils.translation import pgettext_lazy

AVATARS = [
    ("fox", pgettext_lazy("avatar", "Fox")),
    ("owl", pgettext_lazy("avatar", "Owl")),
    ("whale", pgettext_lazy("avatar", "Whale")),
    ("cat", pgettext_lazy("avatar", "Cat")),
    ("bear", pgettext_lazy("avatar", "Bear")),
    ("rabbit", pgettext_lazy("avatar", "Rabbit")),
    ("robot", pgettext_lazy("avatar", "Robot")),
    ("rocket", pgettext_lazy("avatar", "Rocket")),
    ("moon", pgettext_lazy("avatar", "Moon")),
    ("cactus", pgettext_lazy("avatar", "Cactus")),
    ("boat", pgettext_lazy("avatar", "Boat")),
    ("ghost", pgettext_lazy("avatar", "Ghost")),
]
FIRST_AVATAR = "fox"
