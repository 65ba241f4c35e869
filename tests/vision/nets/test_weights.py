"""Weights as they are kept."""

from pathlib import Path

import pytest
import torch

from vision.nets.parsers.weights import load, save


def test_matrices_come_back_to_within_a_step_of_their_row(tmp_path: Path) -> None:
    torch.manual_seed(0)
    matrix = torch.randn(64, 128) * torch.logspace(-3, 1, 64)[:, None]
    save({"layer.weight": matrix}, tmp_path / "m.safetensors")
    back = load(tmp_path / "m.safetensors")["layer.weight"]
    step = matrix.abs().amax(dim=1, keepdim=True) / 127
    assert back.shape == matrix.shape and ((back - matrix).abs() <= 0.51 * step).all()


def test_convolutions_keep_their_shape(tmp_path: Path) -> None:
    kernel = torch.randn(32, 16, 3, 3)
    save({"conv.weight": kernel}, tmp_path / "m.safetensors")
    assert load(tmp_path / "m.safetensors")["conv.weight"].shape == kernel.shape


def test_vectors_and_small_tensors_keep_half_precision(tmp_path: Path) -> None:
    state = {"bias": torch.linspace(-1, 1, 300), "small": torch.randn(4, 4), "token": torch.randn(1, 8, 700)}
    save(state, tmp_path / "m.safetensors")
    back = load(tmp_path / "m.safetensors")
    assert back.keys() == state.keys()
    assert all(torch.allclose(back[name], value, atol=1e-3, rtol=1e-3) for name, value in state.items())


def test_a_row_of_zeros_stays_zero(tmp_path: Path) -> None:
    save({"w": torch.zeros(64, 128)}, tmp_path / "m.safetensors")
    assert (load(tmp_path / "m.safetensors")["w"] == 0).all()


def test_the_file_is_a_quarter_of_the_floats(tmp_path: Path) -> None:
    save({"w": torch.randn(512, 512)}, tmp_path / "m.safetensors")
    assert (tmp_path / "m.safetensors").stat().st_size < 0.27 * 4 * 512 * 512


def test_no_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        load(tmp_path / "none.safetensors")
