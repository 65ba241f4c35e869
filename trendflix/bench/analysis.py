"""What seeing costs: films, product photos, regions, on real footage; ratios to a plain pass of ViT-B/16 in one run.

Processor time (of this process and the decoders that it started) is told beside the clock's, which other work disturbs.
"""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PIL import Image

from trendflix.bench import footage
from trendflix.bench.clock import Figures, Spent, spent, within_95
from trendflix.bench.footage import Footage
from trendflix.bench.plain import plain_pass, vit_b16
from vision.types import Region

log = logging.getLogger(__name__)
ORDINARY_MINUTES = 20.0
PLAIN_SECONDS = 40.0
"""Of a film that the plain pass is measured on; it costs the same for each second."""
EMPTY_SECONDS = 60.0
PHOTOS = 24
WHOLE_PHOTOS = 6
REGIONS = 12
STAGES = ("glance", "parse", "embed_images")


def measure(minutes: float = ORDINARY_MINUTES) -> Figures:
    """All that real footage is needed for, or nothing with a line that says so."""
    if not footage.is_there():
        log.warning("%s is not there: analysis is not measured.", footage.DATA)
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder, look = Path(name), vit_b16()
        figures = _film("reel", footage.reel(folder), look)
        figures |= _film("ordinary", footage.ordinary(folder, minutes), look)
        figures |= _empty(footage.empty(folder, EMPTY_SECONDS))
    return figures | _photos() | _regions()


def _film(name: str, film: Footage, look: Callable[[list[Image.Image]], None]) -> Figures:
    """A film beside the plain pass, by the clock and by processor time, and what part each stage has of the latter."""
    with stages() as shares:
        ours = spent(lambda: _read(film))
    length = min(PLAIN_SECONDS, film.seconds)
    plain = spent(lambda: plain_pass(film.large, length, look))
    ratio = film.seconds / length
    return {
        f"{name}_to_plain": ours.wall / (plain.wall * ratio),
        f"{name}_to_plain_cpu": ours.cpu / (plain.cpu * ratio),
        f"{name}_times_real_time": film.seconds / ours.wall,
        f"{name}_cpu_s_a_minute": 60 * ours.cpu / film.seconds,
        f"{name}_share_decoding": ours.children / ours.cpu,
        **{f"{name}_share_{stage}": taken / ours.cpu for stage, taken in shares.items()},
    }


def _read(film: Footage) -> None:
    from vision.film.analysis import read_film
    from vision.film.sampler import DecodedFilm
    from vision.nets import runtime

    with DecodedFilm(film.small, film.large) as opened:
        read_film(opened, film.seconds, runtime.get_parser(), runtime.get_embedder(), lambda stage, part: None)


@contextmanager
def stages() -> Iterator[dict[str, float]]:
    """Processor seconds of each stage of what is done inside, by name."""
    from vision.nets import runtime

    taken = dict.fromkeys(STAGES, 0.0)
    parser = _Timed(runtime.get_parser(), taken)
    with runtime.use(parser=parser, embedder=_Timed(runtime.get_embedder(), taken)):  # type: ignore[arg-type]
        yield taken


class _Timed:
    """A model whose stages are timed."""

    def __init__(self, model: object, taken: dict[str, float]) -> None:
        self._model, self._taken = model, taken

    def __getattr__(self, name: str) -> object:
        value = getattr(self._model, name)
        return self._timed(name, value) if name in STAGES else value

    def _timed(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        def work(*arguments: object, **options: object) -> object:
            found: list[object] = []
            self._taken[name] += spent(lambda: found.append(method(*arguments, **options))).cpu
            return found[0]

        return work


def _empty(film: Footage) -> Figures:
    """A film with nobody in it beside the decoding of its large key frames."""
    ours, decoding = spent(lambda: _read(film)), spent(lambda: _key_frames(film))
    return {"empty_to_key_frames": ours.wall / decoding.wall, "empty_to_key_frames_cpu": ours.cpu / decoding.cpu}


def _key_frames(film: Footage) -> None:
    import av

    with av.open(str(film.large)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            frame.to_ndarray(format="rgb24")


def _pictures(folder: str, count: int) -> list[Image.Image]:
    from vision.images.open_image import open_picture

    files = sorted((footage.DATA / folder).glob("*.jpg"))
    return [open_picture(file) for file in files[:: max(1, len(files) // count)][:count]]


def _photos() -> Figures:
    """Product photos, parsed and embedded; and some of them parsed whole and mirrored, in floats, as they once were."""
    from vision.images.product_image import embed_products
    from vision.nets import runtime
    from vision.nets.parsers.bundled import BundledParser

    photos = _pictures("luma/images", PHOTOS)
    embed_products(photos[:1])
    taken = spent(lambda: embed_products(photos))
    figures = {"photos_a_second": len(photos) / taken.wall, "photo_cpu_ms": 1000 * taken.cpu / len(photos)}
    if not isinstance(runtime.get_parser(), BundledParser):
        return figures
    with runtime.use(parser=_WholeParser()):
        whole = spent(lambda: embed_products(photos[:WHOLE_PHOTOS]))
    return figures | {"photos_times_whole_cpu": whole.cpu / WHOLE_PHOTOS / (taken.cpu / len(photos))}


class _WholeParser:
    """The bundled parser without what makes it quick: all patches, in floats, the mirror image as well."""

    stamp = "whole"

    def __init__(self) -> None:
        from vision.nets.parsers.bundled import BundledParser

        self._parser = BundledParser()
        self._parser._sparse = None
        self.glance = self._parser.glance

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """Regions of each picture."""
        return self._parser.parse(images, careful=True)


def _regions() -> Figures:
    """A box drawn on a frame, from the picture to its vector."""
    from vision.images.region_query import embed_region
    from vision.types import Box

    scenes = _pictures("luma/scenes", REGIONS)
    taken: list[Spent] = [spent(partial(embed_region, scene, Box(0.4, 0.3, 0.2, 0.4))) for scene in scenes]
    return {
        "region_p95_ms": 1000 * within_95([one.wall for one in taken]),
        "region_cpu_ms": 1000 * sorted(one.cpu for one in taken)[len(taken) // 2],
    }
