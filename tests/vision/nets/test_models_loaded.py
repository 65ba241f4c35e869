"""Loading models: the bundled ones, any CLIP folder, any detector, and what is wrong with a folder."""

import json
import sys
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
import torch
from PIL import Image, ImageOps
from pytest_django import Settings
from safetensors.torch import load_file, save_file
from transformers import (
    CLIPConfig,
    CLIPImageProcessor,
    CLIPModel,
    CLIPProcessor,
    CLIPTextConfig,
    CLIPTokenizer,
    CLIPVisionConfig,
    YolosConfig,
    YolosForObjectDetection,
    YolosImageProcessorPil,
)

from trendflix.demo import training_frames
from vision.errors import ModelError
from vision.masks import region_of
from vision.nets import device, runtime
from vision.nets.embedders import tower
from vision.nets.embedders.clip import BUNDLED, ClipEmbedder, pooled
from vision.nets.embedders.onnx import OnnxClipEmbedder
from vision.nets.parsers.bundled import BundledParser, _mean
from vision.nets.parsers.detection import DetectionParser, category_map
from vision.protocols import Embedder, GarmentParser
from vision.training.people import table_of


@pytest.fixture(scope="module")
def tiny_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random CLIPModel of a few thousand weights, saved as any other."""
    folder = tmp_path_factory.mktemp("clip")
    letters = [chr(code) for code in range(97, 123)]
    words = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(words)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    tokenizer = CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2}
    ends = {"bos_token_id": len(words) - 2, "eos_token_id": len(words) - 1, "pad_token_id": len(words) - 1}
    text = CLIPTextConfig(**shape, vocab_size=len(words), max_position_embeddings=32, **ends)
    vision = CLIPVisionConfig(**shape, image_size=32, patch_size=8)
    torch.manual_seed(0)
    CLIPModel(
        CLIPConfig(text_config=text.to_dict(), vision_config=vision.to_dict(), projection_dim=16)
    ).save_pretrained(folder)
    size = {"height": 32, "width": 32}
    CLIPProcessor(CLIPImageProcessor(size=size, crop_size=size), tokenizer).save_pretrained(folder)
    return folder


def without(file: Path, name: str) -> None:
    """Take one tensor out of a file of weights."""
    weights = load_file(file)
    del weights[name]
    save_file(weights, file, metadata={"format": "pt"})


def pictures() -> list[Image.Image]:
    """Three pictures of noise."""
    rng = np.random.default_rng(0)
    return [Image.fromarray(rng.integers(0, 255, (40, 50, 3), dtype=np.uint8)) for _ in range(3)]


def test_a_clip_folder_gives_the_vectors_that_transformers_gives(
    tiny_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "choose", lambda: device.Device("cpu", torch.float32, 2))
    ours: Embedder = ClipEmbedder(str(tiny_clip))
    model, processor = CLIPModel.from_pretrained(tiny_clip).eval(), CLIPProcessor.from_pretrained(tiny_clip)
    with torch.inference_mode():
        images = pooled(model.get_image_features(**processor(images=pictures(), return_tensors="pt"))).numpy()
        texts = pooled(model.get_text_features(**processor(text=["a red dress"], return_tensors="pt"))).numpy()
    assert ours.dimensions == 16
    assert np.allclose(ours.embed_images(pictures()), images / np.linalg.norm(images, axis=1, keepdims=True), atol=1e-5)
    assert np.allclose(ours.embed_texts(["a red dress"]), texts / np.linalg.norm(texts), atol=1e-5)


def test_an_empty_and_a_very_long_query_have_vectors_too(tiny_clip: Path) -> None:
    vectors = ClipEmbedder(str(tiny_clip)).embed_texts(["", "word " * 10_000])
    assert vectors.shape == (2, 16) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_no_picture_has_no_vector(tiny_clip: Path) -> None:
    assert ClipEmbedder(str(tiny_clip)).embed_images([]).shape == (0, 16)


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_folder_with_a_missing_file_is_one_clear_error(tiny_clip: Path, tmp_path: Path, missing: str) -> None:
    for file in tiny_clip.iterdir():
        if file.name not in (missing, "vocab.json", "merges.txt"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ModelError, match=r"^CLIP_MODEL=.*cannot be loaded: [^\n]+$"):
        ClipEmbedder(str(tmp_path))


def test_missing_weights_of_a_clip_are_named_and_not_made_up(tiny_clip: Path, tmp_path: Path) -> None:
    copytree(tiny_clip, tmp_path, dirs_exist_ok=True)
    without(tmp_path / "model.safetensors", "visual_projection.weight")
    with pytest.raises(ModelError, match="1 of its weights are missing, such as visual_projection.weight"):
        ClipEmbedder(str(tmp_path))


def test_the_stamp_changes_with_the_weights(tiny_clip: Path, tmp_path: Path) -> None:
    copytree(tiny_clip, tmp_path, dirs_exist_ok=True)
    model = CLIPModel.from_pretrained(tmp_path)
    model.logit_scale.data += 1
    model.save_pretrained(tmp_path)
    ours, theirs = ClipEmbedder(str(tmp_path)).stamp, ClipEmbedder(str(tiny_clip)).stamp
    assert ours.split(":")[-1] != theirs.split(":")[-1]


@pytest.mark.parametrize("name", ["bundled", "carried"])
def test_both_names_of_the_bundled_models_give_the_stamps_that_vectors_are_stored_with(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    settings.CLIP_MODEL = settings.GARMENT_PARSER = name
    monkeypatch.setattr(runtime, "_parser", None)
    monkeypatch.setattr(runtime, "_embedder", None)
    assert runtime.get_embedder().stamp.startswith("look-2:clip:")
    assert runtime.get_parser().stamp.startswith("parser-4:")


def test_the_bundled_models_load_once_and_see_a_red_thing_as_red() -> None:
    with runtime.use():
        embedder = runtime.get_embedder()
        assert runtime.get_embedder() is embedder
    red, blue = Image.new("RGB", (80, 80), (200, 30, 30)), Image.new("RGB", (80, 80), (30, 60, 190))
    also_red = Image.new("RGB", (80, 80), (185, 40, 35))
    vectors = embedder.embed_images([red, blue, also_red])
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1] + 0.2


def test_the_bundled_tower_keeps_its_precision_where_others_are_halved(
    monkeypatch: pytest.MonkeyPatch, tiny_clip: Path
) -> None:
    monkeypatch.setattr(device, "choose", lambda: device.Device("cpu", torch.bfloat16, 2))
    picture = Image.linear_gradient("L").convert("RGB")
    halved, whole = ClipEmbedder(str(tiny_clip)), ClipEmbedder(str(BUNDLED))
    monkeypatch.setattr(device, "choose", lambda: device.Device("cpu", torch.float32, 2))
    for embedder, exact in ((whole, True), (halved, False)):
        again = ClipEmbedder(str(BUNDLED if exact else tiny_clip))
        assert np.array_equal(embedder.embed_images([picture]), again.embed_images([picture])) is exact


def test_folded_normalisation_changes_vectors_by_rounding_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Image.linear_gradient("L").convert("RGB").rotate(30)
    folded = ClipEmbedder(str(BUNDLED))
    monkeypatch.setattr(tower, "fuse", lambda model: None)
    plain = ClipEmbedder(str(BUNDLED))
    assert folded.stamp == plain.stamp
    assert np.abs(folded.embed_images([picture]) - plain.embed_images([picture])).max() < 1e-4


def test_a_glance_tells_where_people_are_and_that_nobody_is() -> None:
    parser: GarmentParser = BundledParser()
    person, parts = next(pair for pair in training_frames(3, 8) if (pair[1] > 0).mean() > 0.1)
    there, nobody = parser.glance([Image.fromarray(person), Image.new("RGB", (640, 360), (120, 124, 128))])
    assert 0.5 < there.share / (parts > 0).mean() < 2 and there.box is not None
    assert there.box.iou(region_of("", 0.0, parts > 0).box) > 0.5
    assert nobody.share == 0.0 and nobody.box is None


def test_the_bundled_parser_finds_nothing_worn_in_an_empty_picture() -> None:
    parser: GarmentParser = BundledParser()
    grey, sky = (
        Image.new("RGB", (640, 360), (120, 124, 128)),
        Image.linear_gradient("L").resize((640, 360)).convert("RGB"),
    )
    assert parser.parse([grey, sky]) == [[], []]


def test_a_careful_look_does_not_mind_which_side_is_left() -> None:
    parser = BundledParser()
    person = next(Image.fromarray(frame) for frame, parts in training_frames(3, 8) if (parts > 0).mean() > 0.1)
    there, mirrored = parser.parse([person, ImageOps.mirror(person)], careful=True)
    assert [one.category for one in there] == [one.category for one in mirrored] != []
    for one, other in zip(there, mirrored, strict=True):
        assert abs(one.box.x - (1 - other.box.x - other.box.w)) < 0.02 and abs(one.score - other.score) < 0.02


def test_two_looks_are_averaged_though_more_was_read_of_one() -> None:
    small, large = np.full((2, 4, 6), 0.2, np.float32), np.full((2, 8, 12), 0.6, np.float32)
    large[0, :, 6:] = 1.0
    found = _mean(small, large[:, :, ::-1])
    assert found.shape == (2, 4, 6)
    assert found[0, :, 0] == pytest.approx(0.6) and found[0, :, -1] == pytest.approx(0.4)
    assert found[1] == pytest.approx(0.4)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="weights are missing"):
        BundledParser(tmp_path / "none.safetensors")


def test_a_parser_setting_that_names_nothing_is_an_error(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="GARMENT_PARSER="):
        runtime._load_parser(str(tmp_path))


def test_a_detector_that_lacks_weights_is_refused(tmp_path: Path) -> None:
    shape = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    size = {"image_size": [64, 64], "patch_size": 16, "num_detection_tokens": 4}
    YolosForObjectDetection(YolosConfig(**shape, **size, id2label={0: "shirt, blouse"})).save_pretrained(tmp_path)
    YolosImageProcessorPil(size={"height": 64, "width": 64}).save_pretrained(tmp_path)
    assert DetectionParser(str(tmp_path)).stamp.endswith("local")
    without(tmp_path / "model.safetensors", "bbox_predictor.layers.0.weight")
    with pytest.raises(ModelError, match=r"^GARMENT_PARSER=.*1 of its weights are missing, such as bbox_predictor"):
        DetectionParser(str(tmp_path))


def test_detectors_labels_become_our_categories() -> None:
    labels = {
        0: "shirt, blouse",
        1: "pants",
        2: "shoe",
        3: "sleeve",
        4: "bag, wallet",
        5: "person",
        6: "tights, stockings",
    }
    assert category_map(labels) == {0: "top", 1: "trousers", 2: "shoes", 4: "bag", 6: "legwear"}


def test_the_processors_flags_decide_the_number_type(tmp_path: Path) -> None:
    flags = tmp_path / "cpuinfo"
    flags.write_text("flags : sse avx512_bf16 avx\n")
    assert device.cpu_has_bfloat16(flags) and not device.cpu_has_bfloat16(tmp_path / "none")
    flags.write_text("flags : sse avx2\n")
    assert not device.cpu_has_bfloat16(flags)


def test_every_label_of_the_training_photos_that_we_know_has_one_part() -> None:
    table = table_of(["null", "jeans", "sunglasses", "hair", "unknown"])
    assert list(table) == [0, 9, 2, 19, 0]


def test_onnx_runtime_gives_the_vectors_that_torch_gives(
    tiny_clip: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "cpu_dtype", lambda: torch.float32)
    plain, onnx = ClipEmbedder(str(tiny_clip)), OnnxClipEmbedder(str(tiny_clip))
    assert np.allclose(plain.embed_images(pictures()), onnx.embed_images(pictures()), atol=1e-4)
    assert onnx.stamp == plain.stamp and onnx.embed_images([]).shape == (0, 16)
    (file,) = (data_folder / "onnx").glob("*.onnx")
    before = file.stat().st_mtime_ns
    OnnxClipEmbedder(str(tiny_clip))
    assert file.stat().st_mtime_ns == before, "a tower is exported once"


def test_the_setting_chooses_the_runtime(settings: Settings, tiny_clip: Path) -> None:
    settings.CLIP_MODEL, settings.VISION_RUNTIME = str(tiny_clip), "onnx"
    assert isinstance(runtime._load_embedder(str(tiny_clip)), OnnxClipEmbedder)


def test_without_onnx_runtime_the_error_says_what_to_install(tiny_clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelError, match="requirements-onnx.txt"):
        OnnxClipEmbedder(str(tiny_clip))
