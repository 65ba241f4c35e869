"""Vectors as the database holds them: float16 bytes."""

import numpy as np

from vision.types import FloatArray


def pack(vector: FloatArray) -> bytes:
    """float16 bytes of a vector (d,)."""
    return np.asarray(vector, dtype=np.float16).tobytes()


def unpack(data: bytes | memoryview) -> FloatArray:
    """The vector (d,) as float32."""
    return np.frombuffer(bytes(data), dtype=np.float16).astype(np.float32)


def unit(vectors: FloatArray) -> FloatArray:
    """Rows (or one vector) scaled to length one; zero rows stay zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)
