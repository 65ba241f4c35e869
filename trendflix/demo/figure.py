"""The human figure: where its joints are in a pose. Unit: the figure's height; x to its left, y up, feet at zero."""

import math
from dataclasses import dataclass

Point = tuple[float, float]

UPPER_ARM, LOWER_ARM = 0.165, 0.15
THIGH, SHIN = 0.245, 0.235


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles in degrees: arms away from the body, elbows bent, legs apart; ``lean`` moves the upper body sideways."""

    left_arm: float = 10.0
    right_arm: float = 10.0
    left_elbow: float = 8.0
    right_elbow: float = 8.0
    left_leg: float = 4.0
    right_leg: float = 4.0
    lean: float = 0.0
    breadth: float = 1.0


@dataclass(frozen=True, slots=True)
class Joints:
    """Points of a figure; ``l_`` is at positive x."""

    head: Point
    neck: Point
    l_shoulder: Point
    r_shoulder: Point
    l_elbow: Point
    r_elbow: Point
    l_hand: Point
    r_hand: Point
    l_waist: Point
    r_waist: Point
    l_hip: Point
    r_hip: Point
    l_knee: Point
    r_knee: Point
    l_ankle: Point
    r_ankle: Point
    breadth: float


def _along(start: Point, length: float, degrees: float, side: int) -> Point:
    """From a point down and away from the body by an angle."""
    angle = math.radians(degrees)
    return start[0] + side * length * math.sin(angle), start[1] - length * math.cos(angle)


def joints(pose: Pose) -> Joints:
    """The points of a pose."""
    b, lean = pose.breadth, pose.lean
    hip_y = 0.5
    l_hip, r_hip = (0.062 * b, hip_y), (-0.062 * b, hip_y)
    l_knee, r_knee = _along(l_hip, THIGH, pose.left_leg, 1), _along(r_hip, THIGH, pose.right_leg, -1)
    l_shoulder, r_shoulder = (0.108 * b + lean, 0.815), (-0.108 * b + lean, 0.815)
    l_elbow = _along(l_shoulder, UPPER_ARM, pose.left_arm, 1)
    r_elbow = _along(r_shoulder, UPPER_ARM, pose.right_arm, -1)
    return Joints(
        head=(1.25 * lean, 0.925),
        neck=(1.1 * lean, 0.855),
        l_shoulder=l_shoulder,
        r_shoulder=r_shoulder,
        l_elbow=l_elbow,
        r_elbow=r_elbow,
        l_hand=_along(l_elbow, LOWER_ARM, pose.left_arm - pose.left_elbow, 1),
        r_hand=_along(r_elbow, LOWER_ARM, pose.right_arm - pose.right_elbow, -1),
        l_waist=(0.078 * b + lean / 2, 0.625),
        r_waist=(-0.078 * b + lean / 2, 0.625),
        l_hip=l_hip,
        r_hip=r_hip,
        l_knee=l_knee,
        r_knee=r_knee,
        l_ankle=_along(l_knee, SHIN, pose.left_leg * 0.4, 1),
        r_ankle=_along(r_knee, SHIN, pose.right_leg * 0.4, -1),
        breadth=b,
    )


def limb(points: list[Point], widths: list[float]) -> list[Point]:
    """The outline of a limb along points with a width at each."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(0, index - 1)], points[min(len(points) - 1, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * widths[index] / 2, dx / length * widths[index] / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def between(first: Point, second: Point, part: float) -> Point:
    """The point at ``part`` (0..1) of the way."""
    return first[0] + (second[0] - first[0]) * part, first[1] + (second[1] - first[1]) * part
