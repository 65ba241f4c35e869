"""Times as people write them."""

import pytest
from django import forms

from playback.timefield import TimeField, clock, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("0", 0), ("1:30", 90), ("12:40", 760), ("1:02:03.5", 3723.5), (" 7.25 ", 7.25)],
)
def test_times_are_read(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "a", "-1", "1:60", "1:60:00", "1:2:3:4", "1e3", "nan", "inf", "1:", ":30"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        seconds_of(text)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (90, "1:30"), (3723.5, "1:02:03.5"), (59.9999, "1:00"), (7.25, "0:07.25")]
)
def test_seconds_are_shown_as_a_clock_does(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_what_a_form_shows_is_what_it_reads_and_counts_as_unchanged() -> None:
    class Form(forms.Form):
        at = TimeField(required=False)

    form = Form({"at": "1:02:03.5"}, initial={"at": 3723.5})
    assert form.is_valid() and form.cleaned_data["at"] == 3723.5 and not form.has_changed()
    assert 'value="1:02:03.5"' in Form(initial={"at": 3723.5}).as_p()
    assert Form({"at": ""}).is_valid()
    assert "Write a time as" in str(Form({"at": "soon"}).errors)
