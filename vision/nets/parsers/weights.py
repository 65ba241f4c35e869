"""Weights as they are kept: matrices as bytes with a scale a row, which is a quarter of their size in memory.

Row-wise absolute-maximum quantisation (Dettmers et al. 2022, LLM.int8()), for storage only; computing is in floats.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

SCALE = ".scale"
MIN_QUANTISED_VALUES = 4096
"""Smaller tensors are kept as float16."""


def save(state: dict[str, Tensor], file: Path) -> None:
    """Write float tensors; those of ``MIN_QUANTISED_VALUES`` or more are quantised to 1/254 of each row's maximum."""
    kept: dict[str, Tensor] = {}
    for name, tensor in state.items():
        if tensor.ndim < 2 or tensor.numel() < MIN_QUANTISED_VALUES or tensor.shape[0] == 1:
            kept[name] = tensor.half().contiguous()
            continue
        rows = tensor.float().flatten(1)
        scale = rows.abs().amax(dim=1).clamp(min=1e-8) / 127
        kept[name] = (rows / scale[:, None]).round().to(torch.int8).reshape(tensor.shape).contiguous()
        kept[name + SCALE] = scale
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(kept, file)


def load(file: Path) -> dict[str, Tensor]:
    """Float tensors as ``save`` was given them. Raises ``OSError`` without the file."""
    kept = load_file(file)
    state = {}
    for name, tensor in kept.items():
        if name.endswith(SCALE):
            continue
        scale = kept.get(name + SCALE)
        values = tensor.float()
        state[name] = values if scale is None else values * scale.view(-1, *[1] * (tensor.ndim - 1))
    return state
