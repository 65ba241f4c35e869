"""Weights that are kept of a training run."""

from pathlib import Path

import pytest
import torch

from vision.parsers import weights
from vision.training import keep_parser

ROWS = {"bias": torch.tensor([0.0, 4.0]), "matrix": torch.full((64, 64), 2.0)}


def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> dict[str, torch.Tensor]:
    """What the command writes of a run whose averaged network is ``ROWS``."""
    torch.save({"average": ROWS}, tmp_path / "checkpoint.pt")
    file = tmp_path / "kept.safetensors"
    monkeypatch.setattr("sys.argv", ["keep_parser", str(tmp_path), "--to", str(file), *more])
    keep_parser.main()
    return weights.load(file)


def test_a_runs_average_is_what_the_site_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kept(tmp_path, monkeypatch)
    assert all(torch.allclose(found[name], value, atol=0.02) for name, value in ROWS.items())


def test_beside_what_it_went_on_from_the_mean_of_both_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = tmp_path / "start.safetensors"
    weights.save({name: value + 2 for name, value in ROWS.items()}, start)
    found = kept(tmp_path, monkeypatch, "--beside", str(start))
    assert all(torch.allclose(found[name], value + 1, atol=0.02) for name, value in ROWS.items())


def test_weights_of_another_network_are_not_mixed_in() -> None:
    with pytest.raises(KeyError, match="bias"):
        keep_parser.mean_of(ROWS, {"matrix": ROWS["matrix"]})
