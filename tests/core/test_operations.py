"""Operations of migrations."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from trendflix.core.operations import AlterFieldText


def test_the_words_of_a_field_change_without_making_its_model_anew() -> None:
    state = ProjectState()
    state.add_model(
        ModelState("films", "Film", [("id", models.AutoField(primary_key=True)), ("name", models.TextField())])
    )
    made = state.apps.get_model("films", "Film")
    AlterFieldText("film", "name", models.TextField("title of the film")).state_forwards("films", state)
    assert state.models["films", "film"].fields["name"].verbose_name == "title of the film"
    assert state.apps.get_model("films", "Film") is made


def test_it_changes_a_state_of_which_nothing_is_made_yet() -> None:
    state = ProjectState()
    state.add_model(ModelState("films", "Film", [("name", models.TextField(primary_key=True))]))
    AlterFieldText("film", "name", models.TextField("title", primary_key=True)).state_forwards("films", state)
    assert "apps" not in state.__dict__ and state.apps.get_model("films", "Film")._meta.pk is not None
