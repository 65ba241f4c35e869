"""The models of this process: loaded on first use, once, under a lock; never before a fork."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from vision.protocols import Embedder, GarmentParser

BUNDLED_NAMES = ("bundled", "carried")
"""What ``CLIP_MODEL`` and ``GARMENT_PARSER`` may call the bundled models; the second is an older name."""
_lock = threading.RLock()
_parser: GarmentParser | None = None
_embedder: Embedder | None = None
_replaced = 0


def get_parser() -> GarmentParser:
    """The garment parser that ``GARMENT_PARSER`` names. Raises ``ModelError`` where it cannot be loaded."""
    global _parser
    with _lock:
        if _parser is None:
            _parser = _load_parser(settings.GARMENT_PARSER)
        return _parser


def get_embedder() -> Embedder:
    """The embedder that ``CLIP_MODEL`` names. Raises ``ModelError`` where it cannot be loaded."""
    global _embedder
    with _lock:
        if _embedder is None:
            _embedder = _load_embedder(settings.CLIP_MODEL)
        return _embedder


def is_loaded() -> bool:
    """Whether both models are in memory."""
    return _parser is not None and _embedder is not None


def is_replaced() -> bool:
    """Whether ``use`` is in force: then the models are not those of the settings."""
    return _replaced > 0


@contextmanager
def use(*, parser: GarmentParser | None = None, embedder: Embedder | None = None) -> Iterator[None]:
    """Other models for a while, for tests and for measuring."""
    global _parser, _embedder, _replaced
    with _lock:
        before = _parser, _embedder
        _parser, _embedder = parser or _parser, embedder or _embedder
        _replaced += 1
    try:
        yield
    finally:
        with _lock:
            _parser, _embedder = before
            _replaced -= 1


def _load_parser(name: str) -> GarmentParser:
    if name in BUNDLED_NAMES:
        from vision.nets.parsers.bundled import BundledParser

        return BundledParser()
    from vision.nets.parsers.detection import DetectionParser

    return DetectionParser(name)


def _load_embedder(name: str) -> Embedder:
    from vision.nets.embedders.clip import BUNDLED, ClipEmbedder

    folder = str(BUNDLED) if name in BUNDLED_NAMES else name
    if settings.VISION_RUNTIME == "onnx":
        from vision.nets.embedders.onnx import OnnxClipEmbedder

        return OnnxClipEmbedder(folder)
    return ClipEmbedder(folder)
