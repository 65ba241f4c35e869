"""Training the dual encoder: what learns, what stays, and going on where a run was left."""

import argparse
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import BatchEncoding

from tests.vision.training.tiny import SIDE, VOCABULARY, picture, tiny
from vision.nets import device
from vision.nets.embedders.tower import FORK
from vision.training import train_clip
from vision.training.garments import Sample
from vision.training.kinds import Facts

MAX_SIDE, DIMENSIONS = 8, 8


class Processor:
    """Tokens of words, by their checksums."""

    def __call__(self, text: list[str], **_: Any) -> BatchEncoding:
        rows = [[1 + zlib.crc32(word.encode()) % (VOCABULARY - 1) for word in one.split()][:MAX_SIDE] for one in text]
        tokens = torch.tensor([row + [0] * (MAX_SIDE - len(row)) for row in rows])
        return BatchEncoding({"input_ids": tokens, "attention_mask": (tokens > 0).long()})


def garments() -> list[Sample]:
    """Two styles in two colours, two photos each, and four garments that lie flat."""
    sold = [
        (f"{style}-{colour}", Facts(kind, colour, "female", style, f"{style} {kind}"))
        for style, kind in (("ada", "t-shirt"), ("bea", "shorts"))
        for colour in ("red", "blue")
    ]
    flat = [(f"flat-{n}", Facts(kind)) for n, kind in enumerate(["hat", "dress", "skirt", "shoes"])]
    return [Sample(picture(n), *one, "train") for n, one in enumerate([*sold, *sold, *flat])]


def run(folder: Path) -> train_clip.Run:
    """A run in a folder, from its checkpoint where there is one."""
    options = argparse.Namespace(out=folder, wheels=None, steps=4, size=SIDE, seed=1)
    return train_clip.Run(options, garments())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tiny dual encoder on the processor, in float32."""
    monkeypatch.setattr(train_clip, "DIMENSIONS", DIMENSIONS)
    monkeypatch.setattr(train_clip, "build", lambda wheels: (tiny(DIMENSIONS), Processor()))
    monkeypatch.setattr(device, "choose", lambda: device.Device("cpu", torch.float32, 4))


def learnt(before: dict[str, torch.Tensor], after: dict[str, torch.Tensor]) -> set[str]:
    """Names of what has changed."""
    return {name for name, value in after.items() if not torch.equal(value, before[name])}


def test_words_are_learnt_above_the_fork_and_nothing_else_moves(tmp_path: Path) -> None:
    going = run(tmp_path)
    before = {name: value.clone() for name, value in going.model.state_dict().items()}
    assert all(np.isfinite(going.advance()))
    moved = learnt(before, going.model.state_dict())
    encoder = "vision_model.encoder.layer."
    above = tuple(f"{encoder}{layer}." for layer in range(FORK, 16))
    may = (*above, "vision_model.encoder.conv_1x1.", "text_model.encoder.", "visual_projection.", "text_projection.")
    assert {name for name in moved if not name.startswith(may)} == set()
    assert all(any(name.startswith(start) for name in moved) for start in may)
    assert not any("running_" in name for name in moved)


def test_a_run_goes_on_where_its_checkpoint_is(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.advance()
    first.save()
    again = run(tmp_path)
    assert again.step == 1 and learnt(first.model.state_dict(), again.model.state_dict()) == set()
    assert again.schedule.get_last_lr() == first.schedule.get_last_lr() and torch.equal(again.begun, first.begun)


def test_what_is_kept_loads_as_any_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going = run(tmp_path)
    monkeypatch.setattr(Processor, "save_pretrained", lambda *_: None, raising=False)
    train_clip.keep(going)
    again = type(going.model).from_pretrained(tmp_path / "model")
    assert learnt(going.model.state_dict(), again.half().state_dict()) == set()
