"""Where and in which precision models run."""

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import torch

CPU_FLAGS = Path("/proc/cpuinfo")
TRIED = 5
"""Times that a layer is tried in a number type; the shortest counts."""


@dataclass(frozen=True, slots=True)
class Device:
    """A torch device, its number type, and how many pictures it takes at once."""

    name: str
    dtype: "torch.dtype"
    batch: int

    def autocast(self) -> "torch.autocast":
        """A context in which networks of float32 multiply in this device's number type."""
        import torch

        return torch.autocast(self.name, dtype=self.dtype, enabled=self.dtype != torch.float32)


def cpu_has_bfloat16(flags: Path = CPU_FLAGS) -> bool:
    """Whether the processor multiplies bfloat16 in hardware; elsewhere it is slower than float32."""
    try:
        words = set(flags.read_text(encoding="ascii", errors="ignore").split())
    except OSError:
        return False
    return bool(words & {"avx512_bf16", "amx_bf16"})


@cache
def cpu_dtype() -> "torch.dtype":
    """bfloat16 where the processor multiplies it in hardware and does so in half the time, which not all of them do."""
    import torch

    if cpu_has_bfloat16() and 2 * seconds_of_layer(torch.bfloat16) < seconds_of_layer(torch.float32):
        return torch.bfloat16
    return torch.float32


def seconds_of_layer(dtype: "torch.dtype") -> float:
    """How long a vision transformer's largest layer takes on the processor for one picture's tokens."""
    import torch

    tokens, weights = torch.ones(1024, 384, dtype=dtype), torch.ones(1536, 384, dtype=dtype)
    torch.nn.functional.linear(tokens, weights)
    times = []
    for _ in range(TRIED):
        began = time.perf_counter()
        torch.nn.functional.linear(tokens, weights)
        times.append(time.perf_counter() - began)
    return min(times)


def choose() -> Device:
    """CUDA in half precision where there is one, else the CPU; ``TRENDFLIX_DEVICE`` decides otherwise."""
    import torch

    wanted = settings.VISION_DEVICE
    if wanted == "cuda" or (wanted == "auto" and torch.cuda.is_available()):
        dtype = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
        return Device("cuda", dtype, 128)
    return Device("cpu", cpu_dtype(), 16)
