"""Where models run, and in which number type."""

from collections.abc import Iterator

import pytest
import torch

from vision.nets import device
from vision.nets.device import Device


@pytest.fixture(autouse=True)
def _as_if_new() -> Iterator[None]:
    """What was found out of the processor is forgotten before and after each test."""
    device.cpu_dtype.cache_clear()
    yield
    device.cpu_dtype.cache_clear()


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_networks_multiply_in_the_number_type_of_their_device(dtype: torch.dtype) -> None:
    layer = torch.nn.Linear(4, 2)
    with Device("cpu", dtype, 16).autocast():
        assert layer(torch.zeros(1, 4)).dtype == dtype
    assert layer.weight.dtype == torch.float32


@pytest.mark.parametrize(
    ("has", "half", "dtype"),
    [
        (True, 0.4, torch.bfloat16),
        (True, 0.9, torch.float32),
        (True, 1.7, torch.float32),
        (False, 0.4, torch.float32),
    ],
)
def test_a_processor_gets_bfloat16_where_that_is_much_quicker(
    has: bool, half: float, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "cpu_has_bfloat16", lambda: has)
    monkeypatch.setattr(device, "seconds_of_layer", {torch.bfloat16: half, torch.float32: 1.0}.__getitem__)
    assert device.cpu_dtype() == dtype


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_a_layer_can_be_tried_in_either_number_type(dtype: torch.dtype) -> None:
    assert 0 < device.seconds_of_layer(dtype) < 60
