"""Where models run, and in which number type."""

import pytest
import torch

from vision.device import Device


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_networks_multiply_in_the_number_type_of_their_device(dtype: torch.dtype) -> None:
    layer = torch.nn.Linear(4, 2)
    with Device("cpu", dtype, 16).autocast():
        assert layer(torch.zeros(1, 4)).dtype == dtype
    assert layer.weight.dtype == torch.float32
