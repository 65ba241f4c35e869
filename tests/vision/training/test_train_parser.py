"""Training the parser: what is shown how often, and what a loss rewards."""

import argparse
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.vision.training.bands import person
from vision.language.categories import PARTS
from vision.nets.parsers.network import ParserNetwork
from vision.nets.parsers.weights import save
from vision.training import people, scenes, train_parser
from vision.training.train_parser import loss_of

TOP, TIE = PARTS.index("top"), PARTS.index("tie")


def certain(parts: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> torch.Tensor:
    """Logits that say just these parts."""
    return 20 * torch.nn.functional.one_hot(torch.from_numpy(parts).long(), len(PARTS)).permute(2, 0, 1)[None].float()


def test_the_truth_costs_less_than_anything_else() -> None:
    truth = person(TOP, TIE).parts
    parts = torch.from_numpy(truth)[None].long()
    wrong = np.where(truth == TIE, TOP, truth).astype(np.uint8)
    assert loss_of(certain(truth), parts) < loss_of(certain(wrong), parts) < loss_of(certain(truth * 0), parts)


def test_a_loss_is_taken_at_the_logits_resolution() -> None:
    truth = person(TOP).parts
    parts = torch.from_numpy(truth)[None].long()
    coarse = certain(truth)[:, :, ::4, ::4]
    assert loss_of(coarse, parts) < loss_of(coarse.flip(2), parts)


def test_the_network_gives_four_logits_a_patch_and_side() -> None:
    with torch.inference_mode():
        assert ParserNetwork(5)(torch.zeros(1, 3, 28, 42)).shape == (1, 5, 8, 12)


@pytest.mark.parametrize("seed", range(6))
def test_scenes_have_a_part_for_every_pixel(seed: int) -> None:
    made = scenes.scene([person(TOP, TIE)], 64, np.random.default_rng(seed), None)
    assert made.photo.shape == (64, 64, 3) and made.parts.shape == (64, 64)
    assert set(np.unique(made.parts)) <= {0, TOP, TIE}


def test_a_run_goes_on_where_its_checkpoint_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_parser, "load_dino", lambda encoder, wheels: None)
    options = argparse.Namespace(out=tmp_path, wheels=None, rate=1e-3, steps=10, start=None, drop_path=0.1)
    photos, parts = (torch.zeros(*shape, dtype=torch.uint8) for shape in ((1, 28, 28, 3), (1, 28, 28)))
    run = train_parser.Run(options)
    run.advance(photos, parts)
    run.save()
    again = train_parser.Run(options)
    assert again.step == 1
    ours, theirs = run.average.state_dict(), again.average.state_dict()
    assert all(torch.equal(value, theirs[name]) for name, value in ours.items())


def test_a_trained_parser_goes_on_from_its_weights(tmp_path: Path) -> None:
    trained = ParserNetwork(len(PARTS))
    save(trained.state_dict(), tmp_path / "trained.safetensors")
    start = tmp_path / "trained.safetensors"
    options = argparse.Namespace(out=tmp_path, wheels=None, rate=1e-3, steps=10, start=start, drop_path=0.0)
    ours, theirs = train_parser.Run(options).network.head.weight, trained.head.weight
    assert torch.allclose(ours, theirs, atol=1e-3)


@pytest.mark.parametrize("seed", range(8))
def test_any_part_of_a_photo_larger_than_the_frame_can_be_shown(seed: int) -> None:
    rng = np.random.default_rng(seed)
    starts = [scenes.placed(500, 100, rng) for _ in range(400)]
    assert min(starts) < -395 and max(starts) > -5 and min(starts) >= -434 and max(starts) <= 34


@pytest.mark.parametrize("seed", range(8))
def test_a_close_up_shows_a_garment_large(seed: int) -> None:
    body = person(TOP, TOP, TOP, PARTS.index("skin"))
    made = scenes.close_up(body, 64, np.random.default_rng(seed))
    assert (made.parts == TOP).mean() > 2 * (body.parts == TOP).mean() / 3
    assert made.photo.shape == (64, 64, 3) and (made.parts == TOP).any()


def test_a_close_up_of_nobody_is_a_picture_all_the_same() -> None:
    made = scenes.close_up(person(), 64, np.random.default_rng(0))
    assert made.photo.shape == (64, 64, 3) and not made.parts.any()


def test_every_fifth_photo_is_kept_aside() -> None:
    assert [people.is_held_out(Path(f"{number:04d}.png")) for number in (5, 6, 10)] == [True, False, True]
