"""The bundled parser's network: a vision transformer and a small convolutional decoder.

Encoder: DINOv2 ViT-S/14 (Oquab et al. 2023), whose patch tokens are taken a third of the way, at two thirds and at the
end. The decoder brings them from a fourteenth of the resolution to 2/7 of it, with edges from the picture.
"""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import Dinov2Config, Dinov2Model

PATCH = 14
BLOCKS = 12
TAPS = (4, 8, 12)
"""After which blocks tokens are taken."""
FINE = 4
"""Logits a patch and side."""
WIDTH = 160
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def encoder_config(drop_path: float) -> Dinov2Config:
    """ViT-S/14 for 518 pixels."""
    return Dinov2Config(
        hidden_size=384,
        num_hidden_layers=BLOCKS,
        num_attention_heads=6,
        mlp_ratio=4,
        image_size=518,
        patch_size=PATCH,
        drop_path_rate=drop_path,
    )


def convolution(given: int, made: int, stride: int = 1) -> nn.Sequential:
    """A 3×3 convolution, normalised; groups of channels, so that small batches and one picture are alike."""
    return nn.Sequential(
        nn.Conv2d(given, made, 3, stride=stride, padding=1, bias=False), nn.GroupNorm(8, made), nn.GELU()
    )


class ParserNetwork(nn.Module):
    """Pictures (n, 3, h, w), ImageNet-normalised, h and w multiples of 14 → logits (n, classes, 2h/7, 2w/7).

    While it learns, each block is left out for ``drop_path`` of the pictures (Huang et al. 2016).
    """

    def __init__(self, classes: int, drop_path: float = 0.0) -> None:
        super().__init__()
        self.encoder: Any = Dinov2Model(encoder_config(drop_path))
        self.tokens = nn.Conv2d(384 * len(TAPS), WIDTH, 1)
        self.around = convolution(WIDTH, WIDTH)
        self.edges = convolution(3, 32, stride=2)
        self.corners = convolution(32, 48, stride=2)
        self.middle = convolution(WIDTH + 48, 128)
        self.fine = convolution(128 + 32, 96)
        self.head = nn.Conv2d(96, classes, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Class logits at 2/7 of the resolution."""
        return self.decoded(pictures, self.encoded(pictures))

    def encoded(self, pictures: Tensor) -> Tensor:
        """What the encoder sees in each patch (n, WIDTH, h/14, w/14)."""
        rows, columns = pictures.shape[-2] // PATCH, pictures.shape[-1] // PATCH
        return self._seen(self.encoder.embeddings(pictures)).reshape(len(pictures), WIDTH, rows, columns)

    def encoded_part(self, pictures: Tensor, patches: Tensor) -> Tensor:
        """What the encoder sees (n, WIDTH, k) in some patches (k,), by their numbers, where it is shown no others.

        Transformers bear the loss of tokens, and take less than in proportion of the time for fewer (Rao et al. 2021,
        DynamicViT; He et al. 2022, MAE).
        """
        tokens = self.encoder.embeddings(pictures)
        return self._seen(torch.cat([tokens[:, :1], tokens[:, 1:][:, patches]], dim=1))

    def decoded(self, pictures: Tensor, state: Tensor) -> Tensor:
        """Class logits at 2/7 of the resolution, from pictures and what the encoder saw in them."""
        rows, columns = state.shape[-2:]
        edges = self.edges(scaled(pictures, (2 * FINE * rows, 2 * FINE * columns)))
        corners = self.corners(edges)
        state = state + self.around(state)
        state = self.middle(torch.cat([scaled(state, (2 * rows, 2 * columns)), corners], dim=1))
        state = self.fine(torch.cat([scaled(state, (FINE * rows, FINE * columns)), edges], dim=1))
        logits: Tensor = self.head(state)
        return logits

    def _seen(self, state: Tensor) -> Tensor:
        """Tokens with the one of the class first (n, 1 + k, 384) → what is seen in the others (n, WIDTH, k)."""
        taken = []
        for number, layer in enumerate(self.encoder.encoder.layer, 1):
            state = layer(state)
            if number in TAPS:
                taken.append(nn.functional.layer_norm(state[:, 1:], (384,)))
        tokens = torch.cat(taken, dim=-1).transpose(1, 2).unsqueeze(-1)
        seen: Tensor = self.tokens(tokens).squeeze(-1)
        return seen


def scaled(values: Tensor, size: tuple[int, int]) -> Tensor:
    """Bilinear."""
    return nn.functional.interpolate(values, size=size, mode="bilinear", align_corners=False)


def normalised(pictures: Tensor) -> Tensor:
    """Bytes (n, h, w, 3) → floats (n, 3, h, w) as ImageNet networks expect them."""
    mean = torch.tensor(MEAN, device=pictures.device).view(1, 3, 1, 1)
    std = torch.tensor(STD, device=pictures.device).view(1, 3, 1, 1)
    return (pictures.permute(0, 3, 1, 2).float() / 255 - mean) / std
