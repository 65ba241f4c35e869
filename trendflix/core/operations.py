"""Operations of migrations."""

from typing import Any

from django.db.migrations import AlterField
from django.db.migrations.state import ProjectState


class AlterFieldText(AlterField):
    """Changes what people read of a field: its name, help or the names of its choices. No table changes.

    ``AlterField`` would make the model and all that point to it anew, some 25 ms for each field.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the field; models that are made already are as good with the words of before."""
        made = state.__dict__.pop("apps", None)  # without them nothing is made anew
        super().state_forwards(app_label, state)
        if made is not None:
            state.__dict__["apps"] = made

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing."""

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing."""
