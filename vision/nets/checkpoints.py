"""Loading checkpoints with transformers, refusing those that lack weights."""

from pathlib import Path
from typing import Any


def load(auto: Any, name: str | Path, **options: Any) -> Any:
    """The model that an ``AutoModel`` class loads from a folder or hub id, with options of ``from_pretrained``.

    Raises what that raises, and ``ValueError`` where weights are missing: transformers would make them up.
    """
    model, found = auto.from_pretrained(name, output_loading_info=True, **options)
    if missing := sorted(found["missing_keys"]):
        raise ValueError(f"{len(missing)} of its weights are missing, such as {missing[0]}.")
    return model
