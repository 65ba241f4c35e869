"""The field of a picture in forms: with what is there to look at."""

from typing import Any

from django.contrib.admin.widgets import AdminFileWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString


class PictureInput(AdminFileWidget):
    """Django's field of a file, beside the picture that is kept."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As HTML; of a picture that was just sent and not kept, the field alone."""
        field = super().render(name, value, attrs, renderer)
        if not self.is_initial(value):
            return field
        shape = '<div class="picture-field"><img src="{0}" alt="" loading="lazy">{1}</div>'
        return format_html(shape, value.url, field)
