"""System checks of vision: whether the models that the settings name are there, without loading them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from vision.nets.runtime import BUNDLED_NAMES

HOME = Path(__file__).resolve().parent / "nets" / "bundled"
BUNDLED = {"CLIP_MODEL": HOME / "clip", "GARMENT_PARSER": HOME / "parser"}


@register("vision")
def check_models(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """vision.E001: a bundled model lacks its weights. vision.E002: a model's folder is missing."""
    return [problem for setting in BUNDLED for problem in _problems(setting)]


def _problems(setting: str) -> list[CheckMessage]:
    name = getattr(settings, setting)
    if name in BUNDLED_NAMES:
        weights = BUNDLED[setting] / "model.safetensors"
        if weights.is_file():
            return []
        return [Error(f"{weights} is missing.", hint="Restore it from the repository.", id="vision.E001")]
    is_folder = name.startswith(("/", ".", "~"))
    if not is_folder or (Path(name).expanduser() / "config.json").is_file():
        return []
    hint = "Name a folder with config.json and weights, a hub id, or bundled."
    return [Error(f"{setting}={name}: holds no model.", hint=hint, id="vision.E002")]
