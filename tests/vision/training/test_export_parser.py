"""Weights that are kept of training runs."""

from pathlib import Path

import pytest
import torch

from vision.nets.parsers import weights
from vision.training import export_parser

ROWS = {"bias": torch.tensor([0.0, 4.0]), "matrix": torch.full((64, 64), 2.0)}


def more(by: float) -> dict[str, torch.Tensor]:
    """``ROWS``, each number larger by so much."""
    return {name: value + by for name, value in ROWS.items()}


def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *given: str, runs: int = 1) -> dict[str, torch.Tensor]:
    """What the command writes of runs whose averaged networks are ``ROWS``, ``ROWS`` and 2, and so on."""
    folders = [tmp_path / str(number) for number in range(runs)]
    for number, folder in enumerate(folders):
        folder.mkdir()
        torch.save({"average": more(2.0 * number)}, folder / "checkpoint.pt")
    file = tmp_path / "kept.safetensors"
    monkeypatch.setattr("sys.argv", ["export_parser", *map(str, folders), "--to", str(file), *given])
    export_parser.main()
    return weights.load(file)


def same(found: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor]) -> bool:
    """Whether weights are as wanted, but for how they are kept."""
    return all(torch.allclose(found[name], value, atol=0.02) for name, value in wanted.items())


def test_a_runs_average_is_what_the_site_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(kept(tmp_path, monkeypatch), ROWS)


def test_of_several_runs_the_mean_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(kept(tmp_path, monkeypatch, runs=3), more(2))


@pytest.mark.parametrize(("runs", "mean"), [(1, 4.0), (2, 10 / 3)])
def test_what_the_runs_went_on_from_counts_as_one_of_them(
    runs: int, mean: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / "start.safetensors"
    weights.save(more(8), start)
    assert same(kept(tmp_path, monkeypatch, "--beside", str(start), runs=runs), more(mean))


def test_weights_of_another_network_are_not_mixed_in() -> None:
    with pytest.raises(KeyError, match="bias"):
        export_parser.mean_of([ROWS, {"matrix": ROWS["matrix"]}])
