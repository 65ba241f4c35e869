"""Damages the bytes of a file: a few random changes of the kinds that break readers."""

import random
import struct
from collections.abc import Callable, Sequence

Change = Callable[[random.Random, bytearray], None]
MAX_CHANGES = 6
MAX_TIMES = 300
"""How often a piece is repeated at most."""
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
HEADER = 256
"""Bytes at the beginning that half of the changes hit: most formats decide there what follows."""


def damaged(data: bytes, chance: random.Random, words: Sequence[bytes] = ()) -> bytes:
    """``data`` after one to ``MAX_CHANGES`` changes; ``words`` are pieces that mean something in its format."""
    made = bytearray(data)
    changes = [_bits, _cut, _remove, _repeat, _number, _move, _noise]
    for _ in range(chance.randint(1, MAX_CHANGES)):
        if words and chance.random() < 0.4:
            _word(chance, made, words)
        else:
            chance.choice(changes)(chance, made)
    return bytes(made)


def _place(chance: random.Random, made: bytearray) -> int:
    length = min(len(made), HEADER) if chance.random() < 0.5 else len(made)
    return chance.randrange(length) if length else 0


def _span(chance: random.Random, made: bytearray) -> slice:
    at = _place(chance, made)
    return slice(at, at + chance.choice((1, 2, 4, 16, 100, 1000)))


def _bits(chance: random.Random, made: bytearray) -> None:
    for _ in range(chance.choice((1, 1, 4, 30)) if made else 0):
        made[_place(chance, made)] ^= 1 << chance.randrange(8)


def _cut(chance: random.Random, made: bytearray) -> None:
    del made[_place(chance, made) :]


def _remove(chance: random.Random, made: bytearray) -> None:
    del made[_span(chance, made)]


def _repeat(chance: random.Random, made: bytearray) -> None:
    span = _span(chance, made)
    made[span.start : span.start] = bytes(made[span]) * chance.choice((1, 2, 10, MAX_TIMES))


def _number(chance: random.Random, made: bytearray) -> None:
    form = chance.choice(("B", ">H", "<H", ">I", "<I", ">Q", "<Q"))
    number = chance.choice(NUMBERS) & (256 ** struct.calcsize(form) - 1)
    at = _place(chance, made)
    made[at : at + struct.calcsize(form)] = struct.pack(form, number)


def _move(chance: random.Random, made: bytearray) -> None:
    span = _span(chance, made)
    piece = bytes(made[span])
    del made[span]
    at = _place(chance, made)
    made[at:at] = piece


def _noise(chance: random.Random, made: bytearray) -> None:
    at = _place(chance, made)
    made[at : at + chance.choice((0, 8))] = chance.randbytes(chance.choice((1, 8, 64)))


def _word(chance: random.Random, made: bytearray, words: Sequence[bytes]) -> None:
    at = _place(chance, made)
    made[at : at + chance.choice((0, 0, 3))] = chance.choice(words) * chance.choice((1, 1, 1, 50))
