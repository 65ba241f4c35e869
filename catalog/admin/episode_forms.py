"""The episodes of one season on the form of a show, each with its film."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.film_intake import Person, Upload, film_intake
from catalog.models import MAX_NUMBER, Season, Title
from catalog.services.provenance import fields_lock
from catalog.services.shows import episodes_remove, episodes_save
from trendflix.core.errors import UserError

FIELDS = ("number", "last_number", "name", "synopsis", "published")


class EpisodeForm(forms.ModelForm[Title]):
    """A row: numbers, name, what it is about, and a film."""

    film_upload = forms.UUIDField(required=False, widget=forms.HiddenInput)
    film = forms.FileField(required=False, label=gettext_lazy("Film"))

    sender: Person = AnonymousUser()
    """Who sends the form: a film that arrived in pieces must be theirs."""

    class Meta:
        model = Title
        fields = FIELDS
        widgets = {"synopsis": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        number: Any = self.fields["number"]
        number.required, number.min_value, number.max_value = True, 1, MAX_NUMBER
        self.instance.kind = Title.Kind.EPISODE
        if intake := film_intake():
            self.fields["film"].widget = intake.widget(attrs={"accept": "video/*,.mkv"})

    def clean_film(self) -> Upload | None:
        """A film that can be read, said at its field otherwise; it came with the form, or in pieces before it."""
        film: Upload | None = self.cleaned_data.get("film")
        pk, intake = self.cleaned_data.get("film_upload"), film_intake()
        if intake is None:
            return film
        try:
            film = film or (intake.sent(self.sender, pk) if pk else None)
            if film is not None:
                intake.check(film)
        except UserError as error:
            self._forget()
            raise forms.ValidationError(str(error)) from error
        return film

    def _forget(self) -> None:
        """Do not say again that a film has arrived which cannot be used; what arrived expires."""
        self.data = words = cast("QueryDict", self.data).copy()
        words[self.add_prefix("film_upload")] = ""

    def clean_number(self) -> int:
        """Episodes are counted from 1."""
        number: int = self.cleaned_data["number"]
        if number < 1:
            raise forms.ValidationError(_("Episodes are numbered from 1."))
        return number

    def validate_unique(self) -> None:
        """Numbers change places among the rows, so the table of rows looks at them together."""

    def validate_constraints(self) -> None:
        """As above; the rest of the row is checked."""
        try:
            self.instance.validate_constraints(exclude={"season", "parent", "slug"})
        except forms.ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]  # not in the stubs

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last number, where both were understood."""
        number, last = self.cleaned_data.get("number"), self.cleaned_data.get("last_number")
        return (number, last or number) if number else None


class EpisodeRows(forms.BaseInlineFormSet[Title, Season, EpisodeForm]):
    """The rows of a season. ``films`` are those that came with it, once it is saved."""

    films: list[tuple[Title, Upload]]
    may_add: ClassVar[bool] = False
    sender: ClassVar[Person] = AnonymousUser()

    def add_fields(self, form: EpisodeForm, index: int | None) -> None:
        """Of a row that knows who sends it."""
        super().add_fields(form, index)
        form.sender = self.sender

    def clean(self) -> None:
        """No number stands twice, in the rows or beside them in the database; said at the row."""
        taken: dict[int, str] = {}
        for row in self.live_rows():
            if row.span is None:
                continue
            for number in range(row.span[0], min(row.span[1], row.span[0] + MAX_NUMBER) + 1):
                if number in taken:
                    words = _("Episode %(number)d is there twice.") % {"number": number}
                    row.add_error("number", words)
                    break
                taken[number] = row.cleaned_data.get("name") or ""
        self._clean_others()

    def _clean_others(self) -> None:
        """Numbers of episodes that are no rows here: those in the trash, and those that are about to go there."""
        rows = self.live_rows()
        if self.instance.pk is None or not rows:
            return
        mine = [row.instance.pk for row in rows if row.instance.pk]
        others = Title.objects.filter(season=self.instance.pk).exclude(pk__in=mine)
        taken = {number: other for other in others for number in _numbers(other)}
        for row in rows:
            first, last = row.span or (1, 0)
            found = next((taken[number] for number in range(first, last + 1) if number in taken), None)
            if found is not None:
                words = _("Episode %(number)s is in the trash (%(name)s): restore it, or delete it for good.")
                row.add_error("number", words % {"number": found.numbers, "name": found.name})

    def live_rows(self) -> list[EpisodeForm]:
        """Rows that were filled in and are to stay."""
        rows = [row for row in self.forms if row.instance.pk or (row.has_changed() and self.may_add)]
        return [row for row in rows if hasattr(row, "cleaned_data") and not self._should_delete_form(row)]  # type: ignore[attr-defined]  # not in the stubs

    def save(self, commit: bool = True) -> Any:
        """Write what changed in one step; deleted rows go to the trash."""
        rows = [row for row in self.live_rows() if row.has_changed()]
        episodes_remove(row.instance for row in self.deleted_forms if row.instance.pk)
        episodes_save(self.instance, [row.instance for row in rows])
        for row in rows:
            fields_lock(row.instance, [name for name in row.changed_data if name in FIELDS])
        self.films = [(row.instance, row.cleaned_data["film"]) for row in rows if row.cleaned_data.get("film")]
        return [row.instance for row in rows]


def _numbers(title: Title) -> range:
    return range(title.number or 0, (title.last_number or title.number or 0) + 1)


def episode_rows(*, sender: Person, may_add: bool, may_delete: bool, extra: int = 0) -> type[EpisodeRows]:
    """The class of the rows, for who sends them and what they may do; ``extra`` rows are empty."""
    made = forms.inlineformset_factory(
        Season,
        Title,
        form=EpisodeForm,
        formset=EpisodeRows,
        fk_name="season",
        extra=extra if may_add else 0,
        max_num=MAX_NUMBER if may_add else 0,
        absolute_max=MAX_NUMBER,
        can_delete=may_delete,
        can_delete_extra=True,
    )
    rows = cast("type[EpisodeRows]", made)
    rows.may_add, rows.sender = may_add, sender
    return rows
