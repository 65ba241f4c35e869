"""Which person wears what, from a map of body parts and garments: a person is one connected silhouette with one head.

Silhouettes that touch are one component of the map; several heads in it, side by side, tell several people. What is no
person (a chair that was taken for trousers) shows neither skin nor hair, or its parts stand in no order of a body.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from vision.language.categories import GROUPS, PARTS, group_of
from vision.masks import span_of
from vision.types import NOBODY, AnyArray, BoolArray, ByteArray, FloatArray

MIN_PERSON = 0.0015
"""Smallest part of the picture that a silhouette covers."""
MIN_BODY = 0.03
"""Least part of a silhouette that is skin, hair, or something on the head, which hair is taken for."""
MIN_BARE = 0.004
"""Least part of it that is skin or hair itself."""
MAX_FEET = 0.5
"""Shoes cover no more than this part of somebody of whom neither upper nor lower garments are seen."""
MAX_LOOSE, MAX_LOOSE_GAP = 0.06, 0.03
"""A detached piece of at most this part of a person, no further away in parts of the picture's side, belongs to it."""
MIN_HEAD = 0.25
"""Least size of a head, in parts of the largest of its silhouette."""
MIN_HEAD_GAP = 1.2
"""Least distance of two heads beside each other, in widths of a square of the larger one's area."""
MAX_FACE = 0.5
"""With more skin than this between two patches of hair, they frame one face."""
MIN_SHARE = 0.2
"""Least part of a piece on somebody else for the piece to be cut between the two."""
MIN_ABOVE = 0.25
"""Least area of head and skin above the middle of what is worn around the neck, in parts of its own."""
HEIGHT = {"head": 0, "eyes": 0, "neck": 1, "upper": 2, "lower": 3, "feet": 4}
"""Search groups from the head down; others may be anywhere."""
_HEAD = [PARTS.index(part) for part in ("hair", "hat", "eyewear")]
_BODY = [PARTS.index(part) for part in ("skin", "hair", "hat", "scarf", "eyewear")]
_BARE = [PARTS.index(part) for part in ("skin", "hair")]
_SKIN = PARTS.index("skin")
_MEMBERS = {group: [PARTS.index(name) for name in names] for group, names in GROUPS.items()}


def people_of(probabilities: FloatArray) -> AnyArray:
    """The number of the person (h, w) that each pixel belongs to, from chances (parts, h, w); ``NOBODY`` elsewhere."""
    labels = probabilities.argmax(axis=0).astype(np.uint8)
    people = np.zeros(labels.shape, dtype=np.int32)
    loose = []
    for silhouette in _silhouettes(labels != 0):
        if _is_person(labels, probabilities, silhouette):
            people[silhouette] = people.max() + _split(labels, silhouette)[silhouette]
        else:
            loose.append(silhouette)
    return _with_loose(people, loose)


def _silhouettes(covered: BoolArray) -> Iterator[BoolArray]:
    """Connected parts of what is not background, the largest first; those a pixel apart are connected."""
    _, numbers = cv2.connectedComponents(cv2.dilate(covered.astype(np.uint8), np.ones((3, 3), np.uint8)))
    numbers = np.where(covered, numbers, 0)
    sizes = np.bincount(numbers.ravel())
    sizes[0] = 0
    for number in np.argsort(-sizes, kind="stable"):
        if sizes[number] < MIN_PERSON * MAX_LOOSE * covered.size:
            return
        yield numbers == number


def _is_person(labels: ByteArray, probabilities: FloatArray, silhouette: BoolArray) -> bool:
    area = int(silhouette.sum())
    if area < MIN_PERSON * silhouette.size:
        return False
    bare, body = (float(probabilities[parts][:, silhouette].sum()) / area for parts in (_BARE, _BODY))
    shares = np.bincount(labels[silhouette], minlength=len(PARTS)) / area
    worn = {group: float(shares[_MEMBERS[group]].sum()) for group in ("upper", "lower", "feet")}
    clothed = worn["upper"] + worn["lower"] > 0 or 0 < worn["feet"] <= MAX_FEET
    return bare >= MIN_BARE and body >= MIN_BODY and clothed


def _split(labels: ByteArray, silhouette: BoolArray) -> AnyArray:
    """Numbers 1, 2, … (h, w) of the people in a silhouette: pixels belong to the head that they are nearest to."""
    heads = _heads(labels, silhouette)
    columns = np.arange(labels.shape[1])
    if len(heads) < 2:
        return np.ones(labels.shape, dtype=np.int32)
    distances = np.stack([np.abs(columns - head.x) / head.size for head in heads])
    return np.broadcast_to(distances.argmin(axis=0).astype(np.int32) + 1, labels.shape)


@dataclass(frozen=True, slots=True)
class _Head:
    """A patch of hair, or of a hat: its middle in pixels, and the side of a square of its area."""

    x: float
    size: float
    mask: BoolArray


def _heads(labels: ByteArray, silhouette: BoolArray) -> list[_Head]:
    found: list[_Head] = []
    for patch in _silhouettes(np.isin(labels, _HEAD) & silhouette):
        head = _Head(float(np.nonzero(patch)[1].mean()), float(np.sqrt(patch.sum())), patch)
        if found and head.size**2 < MIN_HEAD * found[0].size ** 2:
            break
        if all(_is_other(labels, head, known) for known in found):
            found.append(head)
    return found


def _is_other(labels: ByteArray, head: _Head, known: _Head) -> bool:
    """Whether two patches are the heads of two people: far apart, and not the hair on both sides of a face."""
    if abs(head.x - known.x) < MIN_HEAD_GAP * max(head.size, known.size):
        return False
    first, second = sorted((span_of(head.mask), span_of(known.mask)))
    top, bottom = max(first[1], second[1]), min(first[3], second[3])
    between = labels[top:bottom, first[2] : second[0]]
    return not between.size or float((between == _SKIN).mean()) <= MAX_FACE


def _with_loose(people: AnyArray, loose: list[BoolArray]) -> AnyArray:
    """Give small pieces close to a person, such as a shoe behind a step, to that person."""
    if not loose or not people.any():
        return people
    areas = np.bincount(people.ravel())
    gap = MAX_LOOSE_GAP * max(people.shape)
    distance, nearest = cv2.distanceTransformWithLabels(
        (people == NOBODY).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    owners = np.zeros(int(nearest.max()) + 1, dtype=np.int32)
    owners[nearest[people != NOBODY]] = people[people != NOBODY]
    for piece in loose:
        at = np.unravel_index(np.where(piece, distance, np.inf).argmin(), piece.shape)
        owner = owners[nearest[at]]
        if distance[at] <= gap and piece.sum() <= MAX_LOOSE * areas[owner]:
            people = np.where(piece, owner, people)
    return people


def in_order(piece: BoolArray, category: str, labels: ByteArray, person: BoolArray) -> bool:
    """Whether a piece is where its group is worn: what goes above it lies above, what goes below lies below.

    Each other group speaks by its size. Around the neck means below a head: long hair seen from behind is no scarf.
    """
    group = group_of(category)
    if group not in HEIGHT:
        return True
    middle = float(np.nonzero(piece)[0].mean())
    if group == "neck":
        head = np.nonzero(np.isin(labels, _BODY) & person & ~piece)[0]
        return int((head < middle).sum()) >= MIN_ABOVE * int(piece.sum())
    votes = 0.0
    for other, rows in _rows_by_group(labels, person & ~piece):
        if HEIGHT[other] != HEIGHT[group]:
            below = float(rows.mean()) > middle
            votes += len(rows) * (1 if below == (HEIGHT[other] > HEIGHT[group]) else -1)
    return votes > 0 or (votes == 0 and group in ("upper", "lower"))


def _rows_by_group(labels: ByteArray, person: BoolArray) -> Iterator[tuple[str, AnyArray]]:
    """(group, rows of its pixels) of what a person shows; hair counts for the head."""
    for group, members in _MEMBERS.items():
        if group in HEIGHT:
            parts = [*members, PARTS.index("hair")] if group == "head" else members
            rows = np.nonzero(np.isin(labels, parts) & person)[0]
            if len(rows):
                yield group, rows


def parts_by_owner(piece: BoolArray, people: AnyArray, least: float) -> list[tuple[int, BoolArray]]:
    """(person, part) of a piece (h, w) that is cut where people end, the largest part first.

    A part is its own from ``least`` pixels on; one person's small part of what another wears is the other's.
    """
    counts = np.bincount(people[piece], minlength=1)
    first, *others = (int(number) for number in np.argsort(-counts, kind="stable") if counts[number])
    whole = piece & (people == first)
    parts = []
    for other in others:
        part = piece & (people == other)
        if NOBODY not in (first, other) and counts[other] < MIN_SHARE * counts.sum():
            whole |= part
        elif counts[other] >= least:
            parts.append((other, part))
    return [(first, whole), *parts]
