"""A made-up library on disk: films and shows as programs lay them out, and the oddities that are found in the wild."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.films import make_film

WORDS = ("Amber", "Basalt", "Cedar", "Delta", "Ember", "Fjord", "Garnet", "Harbour", "Indigo", "Juniper")
NOUNS = ("Bridge", "Coast", "Door", "Engine", "Field", "Gate", "Hill", "Island", "Journey", "Keeper")


class Tree:
    """Writes files below ``root``; every film file is a real film of its own digest."""

    def __init__(self, root: Path, scratch: Path, cache: Path | None = None) -> None:
        self.root = root
        self.seed = cache or make_film(scratch / "seed.mp4", seconds=0.2, size="64x64", sound=False, cut=False)
        self.count = 0

    def film(self, path: str) -> Path:
        """A film that plays; bytes after its end make it another file than all others."""
        self.count += 1
        return self.write(path, self.seed.read_bytes() + b"\x00\x00\x00\x10free" + f"{self.count:08d}".encode())

    def write(self, path: str | bytes, data: bytes) -> Path:
        """A file with what it holds."""
        target = Path(os.fsdecode(os.path.join(os.fsencode(self.root), os.fsencode(path))))  # noqa: PTH118 - bytes
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    def text(self, path: str, text: str) -> Path:
        """A text file."""
        return self.write(path, text.encode())

    def picture(self, path: str, size: tuple[int, int] = (200, 300)) -> Path:
        """A picture."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, (90, 40, self.count % 255)).save(target, "PNG" if path.endswith("png") else "JPEG")
        return target

    def films(self, count: int) -> None:
        """Films in folders of their own, each with a poster, a backdrop, notes and subtitles."""
        for number in range(count):
            name = f"{WORDS[number % 10]} {NOUNS[number // 10 % 10]} {number // 100 + 1}"
            year = 1950 + number % 70
            base = f"Films/{name} ({year})/{name} ({year})"
            self.film(f"{base}.mkv")
            self.text(f"{base}.nfo", movie_nfo(name, year, number))
            self.picture(f"Films/{name} ({year})/poster.jpg")
            self.picture(f"Films/{name} ({year})/fanart.jpg", (320, 180))
            self.text(f"{base}.de.srt", "1\n00:00:00,000 --> 00:00:00,100\nHallo\n")

    def shows(self, count: int, episodes: int = 3) -> None:
        """Shows of two seasons, with notes and artwork."""
        for number in range(count):
            name = f"{NOUNS[number % 10]} of {WORDS[number // 10 % 10]}"
            folder = f"Shows/{name} ({2000 + number % 20})"
            self.text(f"{folder}/tvshow.nfo", f"<tvshow><title>{name}</title><plot>Seasons.</plot></tvshow>")
            self.picture(f"{folder}/poster.jpg")
            for season in (1, 2):
                for episode in range(1, episodes + 1):
                    self.film(f"{folder}/Season {season:02d}/{name} - S{season:02d}E{episode:02d} - Part {episode}.mkv")


def movie_nfo(name: str, year: int, number: int = 0) -> str:
    """Notes as Kodi writes them."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<movie><title>{name}</title><year>{year}</year>'
        f"<plot>The story of {name}.</plot><genre>Drama</genre><mpaa>PG-13</mpaa>"
        f"<uniqueid type='tmdb'>{90_000 + number}</uniqueid><director>Person {number % 40}</director>"
        f"<actor><name>Person {number % 97}</name><role>Lead</role></actor></movie>"
    )


def _versions(tree: Tree) -> None:
    folder = "Odd/Twin Version (2001)/Twin Version (2001)"
    tree.film(f"{folder}.mkv")
    tree.film(f"{folder} - 1080p.mkv")
    tree.film(f"{folder} {{edition-Director's Cut}}.mkv")
    tree.film(f"{folder}-trailer.mkv")
    tree.film("Odd/Twin Version (2001)/Trailers/Teaser.mkv")
    tree.film("Odd/Twin Version (2001)/Featurettes/Making of.mkv")
    tree.film(f"{folder}-sample.mkv")


def _parts(tree: Tree) -> None:
    for part in ("cd1", "cd2"):
        tree.film(f"Odd/Long Film (2002)/Long Film (2002) {part}.avi")


def _links(tree: Tree) -> None:
    outside = tree.root.parent / "outside.mkv"
    shutil.copy(tree.seed, outside)
    (tree.root / "Odd/Links").mkdir(parents=True, exist_ok=True)
    (tree.root / "Odd/Links/Outside (2003).mkv").symlink_to(outside)
    (tree.root / "Odd/Links/loop").symlink_to(tree.root / "Odd", target_is_directory=True)
    (tree.root / "Odd/Links/Dangling (2003).mkv").symlink_to(tree.root / "nowhere.mkv")
    inside = tree.film("Odd/Links/store/Linked Target (2004).mkv")
    (tree.root / "Odd/Links/again").symlink_to(inside.parent, target_is_directory=True)


def _broken(tree: Tree) -> None:
    tree.write("Odd/Broken (2005)/Broken (2005).mkv", b"no film at all" * 100)
    tree.write("Odd/Empty (2005)/Empty (2005).mkv", b"")
    tree.film("Odd/Bad Sides (2005)/Bad Sides (2005).mkv")
    tree.write("Odd/Bad Sides (2005)/poster.jpg", b"\xff\xd8\xff not a picture")
    tree.write("Odd/Bad Sides (2005)/Bad Sides (2005).nfo", b"<movie><title>Bad Sides</movie>")
    tree.write("Odd/Bad Sides (2005)/Bad Sides (2005).en.srt", b"nothing timed")
    tree.film("Odd/Huge Notes (2006)/Huge Notes (2006).mkv")
    tree.write("Odd/Huge Notes (2006)/movie.nfo", b"<movie>" + b" " * (3 * 2**20) + b"</movie>")
    tree.film("Odd/Bomb (2006)/Bomb (2006).mkv")
    tree.text("Odd/Bomb (2006)/movie.nfo", '<!DOCTYPE m [<!ENTITY a "aa">]><movie><title>&a;</title></movie>')


def _encodings(tree: Tree) -> None:
    tree.write(b"Odd/Caf\xe9 Noir (2007).mkv", tree.seed.read_bytes() + b"\x00\x00\x00\x10freecafe0001")
    tree.film("Odd/東京の夜 (2007)/東京の夜 (2007).mkv")
    tree.film("Odd/Address Only (2008)/Address Only (2008).mkv")
    tree.text("Odd/Address Only (2008)/Address Only (2008).nfo", "https://www.themoviedb.org/movie/4711-address-only")
    tree.film("Odd/Old Notes (2008)/Old Notes (2008).mkv")
    text = '<?xml version="1.0" encoding="UTF-8"?><movie><title>Old Notes</title><plot>Café & rain</plot></movie>'
    tree.write("Odd/Old Notes (2008)/Old Notes (2008).nfo", text.encode("cp1252"))


def _names(tree: Tree) -> None:
    tree.film("Odd/Loose.Film.2009.1080p.BluRay.x264-GRP.mkv")
    tree.film("Odd/Scene.Folder.2010.720p.WEB-DL-GRP/scene.folder.2010.720p-grp.mkv")
    tree.film("Odd/Year Folder (2011)/vid0001.mkv")
    tree.film("Odd/2012 (2009)/2012 (2009).mkv")
    tree.film("Odd/With Id (2012) {tmdb-815}/With Id (2012) {tmdb-815}.mkv")
    tree.film("Odd/Loose Show - S01E01 - Start.mkv")
    tree.film("Odd/Loose Show - S01E02 - Then.mkv")
    tree.film("Odd/S01E05.mkv")
    tree.film("Odd/Same Film (2013)/Same Film (2013).mkv")
    tree.film("Odd/Copy/Same Film (2013)/Same Film (2013).mkv")


def _series(tree: Tree) -> None:
    show = "Odd/Odd Show (2014)"
    tree.film(f"{show}/Season 01/Odd Show - S01E01-E02 - Double.mkv")
    one = "<episodedetails><title>{}</title><season>1</season><episode>{}</episode></episodedetails>"
    tree.text(f"{show}/Season 01/Odd Show - S01E01-E02 - Double.nfo", one.format("First", 1) + one.format("Second", 2))
    tree.picture(f"{show}/Season 01/Odd Show - S01E01-E02 - Double-thumb.jpg", (320, 180))
    tree.film(f"{show}/Season 01/Odd Show - S01E02 - Clash.mkv")
    tree.film(f"{show}/Season 01/03 - Numbered.mkv")
    tree.film(f"{show}/Season 01/Odd Show - S01E04 - Fog.mkv")
    tree.film(f"{show}/Season 01/Odd Show - S01E04 - Fog 720p.mkv")
    tree.film(f"{show}/Season 01/unnumbered.mkv")
    tree.film(f"{show}/Specials/Odd Show - S00E01 - Special.mkv")
    tree.film(f"{show}/Odd.Show.S02E01.1080p-GRP/odd.show.s02e01.1080p-grp.mkv")
    tree.picture(f"{show}/season01-poster.jpg")
    tree.picture(f"{show}/banner.jpg", (300, 60))
    tree.film(f"{show}/trailers/Coming soon.mkv")
    for track in ("2_English.srt", "3_German.srt"):
        tree.text(f"{show}/Season 01/Subs/Odd Show - S01E04 - Fog/{track}", "1\n00:00:00,000 --> 00:00:00,100\nHi\n")


def _sides(tree: Tree) -> None:
    folder = "Odd/Tracks (2015)/Tracks (2015)"
    tree.film(f"{folder}.mkv")
    for end in ("en.forced.srt", "en.sdh.srt", "pt-BR.srt"):
        tree.text(f"{folder}.{end}", "1\n00:00:00,000 --> 00:00:00,100\nHi\n")
    tree.write(f"{folder}.idx", b"# VobSub")
    tree.picture(f"{folder}-poster.jpg")
    tree.picture("Odd/Tracks (2015)/folder.jpg")
    tree.picture("Odd/Tracks (2015)/banner.jpg", (300, 60))
    tree.text("Odd/Tracks (2015)/theme.mp3", "no sound")
    tree.text("Odd/Lonely/readme.txt", "nothing")
    tree.text("Odd/Lonely/Nobody (1999).en.srt", "1\n00:00:00,000 --> 00:00:00,100\nHi\n")
    tree.film("Odd/Disc (2016)/BDMV/STREAM/00001.m2ts")
    tree.film("Odd/Hidden/.ignore")
    tree.film("Odd/Hidden/Hidden (2017).mkv")
    tree.film("Odd/.secret/Secret (2017).mkv")


ODDITIES: tuple[Callable[[Tree], None], ...] = (
    _versions, _parts, _links, _broken, _encodings, _names, _series, _sides,
)  # fmt: skip
"""Some sixty oddities in all."""


def library_make(root: Path, scratch: Path, films: int, shows: int) -> Tree:
    """A library with every oddity."""
    tree = Tree(root, scratch)
    tree.films(films)
    tree.shows(shows)
    for oddity in ODDITIES:
        oddity(tree)
    return tree
