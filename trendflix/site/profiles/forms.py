"""The form of a profile: what is chosen, checked, and the ages that a country's marks stand for."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalog.certificates import ages_offered
from catalog.models import Language
from trendflix.accounts.avatars import AVATARS
from trendflix.accounts.models import MAX_NAME, Viewer
from trendflix.accounts.pins import MAX_DIGITS, pin_check_form
from trendflix.core.cldr import language_name
from trendflix.core.errors import UserError

CHILD_AGE = 6


class ProfileForm(forms.ModelForm[Viewer]):
    """Of the main profile without limits, which it never has; ``country`` (ISO 3166-1) says whose marks are shown."""

    name = forms.CharField(label=_("Name"), max_length=MAX_NAME)
    avatar = forms.ChoiceField(label=_("Picture"), choices=AVATARS, widget=forms.RadioSelect)
    max_age = forms.TypedChoiceField(
        label=_("Shows titles"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Titles without a rating are hidden once there is a limit."),
    )
    sound_language = forms.ChoiceField(label=_("Sound"), required=False)
    subtitle_language = forms.ChoiceField(label=_("Subtitles"), required=False)
    interface_language = forms.ChoiceField(label=_("Language of the site"), required=False)
    new_pin = forms.CharField(
        label=_("New PIN"),
        required=False,
        max_length=MAX_DIGITS,
        help_text=_("4 to 8 digits, asked for when the profile is opened."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )
    remove_pin = forms.BooleanField(label=_("Remove the PIN"), required=False)

    class Meta:
        model = Viewer
        fields = (
            "name",
            "avatar",
            "max_age",
            "is_child",
            "only_allowed",
            "sound_language",
            "subtitle_language",
            "interface_language",
            "autoplay",
        )
        labels = {
            "is_child": _("Child's profile"),
            "only_allowed": _("Show only what I allow"),
            "autoplay": _("Play the next episode by itself"),
        }
        help_texts = {"is_child": _("Has a list of titles that you allow whatever their rating.")}

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        spoken = [(row.code, language_name(row.code)) for row in Language.objects.order_by("code")]
        usual = ("", _("As the player finds best"))
        fields["sound_language"].choices = [usual, *spoken]
        fields["subtitle_language"].choices = [usual, ("off", _("Off")), *spoken]
        fields["interface_language"].choices = [("", _("As the browser asks for")), *settings.LANGUAGES]
        fields["max_age"].choices = _ages(country, self.instance.max_age)
        fields["avatar"].widget.choices = AVATARS
        if not self.instance.pin:
            del self.fields["remove_pin"]
        if self.instance.is_main and self.instance.pk:
            for name in ("max_age", "is_child", "only_allowed"):
                del self.fields[name]

    def clean_new_pin(self) -> str:
        """Digits, or nothing."""
        pin: str = self.cleaned_data["new_pin"]
        try:
            if pin:
                pin_check_form(pin)
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        return pin

    def clean(self) -> dict[str, Any]:
        """A child's profile has an age; allowed titles alone are a child's."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("is_child") and found.get("max_age") is None:
            self.add_error("max_age", _("Choose up to which age titles are shown to a child."))
        if found.get("only_allowed") and not found.get("is_child"):
            self.add_error("only_allowed", _("Only a child's profile has allowed titles."))
        return found

    def values(self) -> dict[str, Any]:
        """The fields of the profile; the PIN is apart."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("new_pin", "remove_pin")}


def _ages(country: str, current: int | None) -> list[tuple[Any, Any]]:
    offered = dict(ages_offered(country))
    if current is not None:
        offered.setdefault(current, "")
    told = [
        (
            age,
            _("up to %(age)s years (%(marks)s)") % {"age": age, "marks": marks}
            if marks
            else _("up to %(age)s years") % {"age": age},
        )
        for age, marks in sorted(offered.items())
    ]
    return [("", _("of every rating")), *told]
