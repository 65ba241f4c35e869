"""The layers of the project, lowest first: a module may import from its own layer and from those below it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("trendflix", "catalog", "playback", "vision", "shopping")
LAYERS = (
    "trendflix.core",
    "trendflix.jobs",
    "trendflix.accounts",
    "catalog",
    "playback.media",
    "playback.models",
    "playback.streaming",
    "playback",
    "vision.types",
    "vision.errors",
    "vision.vectors",
    "vision.masks",
    "vision.colours",
    "vision.labels",
    "vision.models",
    "vision.protocols",
    "vision.language",
    "vision.nets",
    "vision.images",
    "vision.stamps",
    "vision.film",
    "vision",
    "shopping.models",
    "shopping.taxonomy",
    "shopping.search",
    "shopping.index",
    "shopping.feeds",
    "shopping.products",
    "shopping.matching",
    "shopping.storefront",
    "shopping.insights",
    "shopping.review",
    "shopping.queries",
    "shopping",
    "trendflix.site",
    "trendflix.demo",
    "trendflix.bench",
    "trendflix",
    "vision.training",
)
DOTTED = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.[A-Za-z_]\w*)+")


def python_files(*folders: str) -> list[Path]:
    """The project's own Python files below some folders."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def module_of(path: Path) -> str:
    """A file's dotted name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer_of(module: str) -> int:
    """The place in ``LAYERS`` of the longest name that a module lies in; -1 for other people's modules."""
    names = [name for name in LAYERS if module == name or module.startswith(f"{name}.")]
    return LAYERS.index(max(names, key=len)) if names else -1


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, in functions too, and every module that a string of it names."""
    yield from statements(path)
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _names_a_module(node.value):
            yield node.value


def statements(path: Path) -> Iterator[str]:
    """Every module that a file imports, in functions too."""
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _names_a_module(text: str) -> bool:
    """Whether a string is a dotted path into one of the project's packages: ``"catalog.services.credit_add"``."""
    if not DOTTED.fullmatch(text):
        return False
    place = ROOT.joinpath(*text.split(".")[:2])
    return place.is_dir() or place.with_suffix(".py").is_file()


def upward(path: Path) -> list[str]:
    """What a file imports, or names in a string, of the layers above its own."""
    own = layer_of(module_of(path))
    return sorted({name for name in imported(path) if layer_of(name) > own})


def circle(files: list[Path]) -> list[str]:
    """The modules of one circle of imports, those in functions too; empty where there is none."""
    modules = {module_of(path) for path in files}
    found = {module_of(path): {_module_in(modules, name) for name in statements(path)} for path in files}
    try:
        TopologicalSorter({name: names - {name, ""} for name, names in found.items()}).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def _module_in(modules: set[str], name: str) -> str:
    """The module that a dotted name lies in; empty for other people's."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name
