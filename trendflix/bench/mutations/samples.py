"""Small valid files of every kind that the site reads, made here, to be damaged; and the words of their formats."""

import gzip
import io
import json
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROW = {
    "id": "A-1",
    "item_group_id": "A",
    "title": "Coat – grün",
    "description": "Warm & <b>long</b>",
    "link": "https://shop.example/a",
    "image_link": "images/a.jpg",
    "additional_image_link": "images/b.jpg,images/c.jpg",
    "price": "1.299,50 EUR",
    "sale_price": "899,00 EUR",
    "sale_price_effective_date": "2026-01-01T00:00+0100/2026-12-31T23:59+0100",
    "availability": "in_stock",
    "brand": "Shop",
    "color": "green/black",
    "gender": "female",
    "size": "M",
    "google_product_category": "Apparel & Accessories > Clothing",
}
ROWS = [{**ROW, "id": f"A-{number}", "title": f"Coat {number}"} for number in range(4)]
SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant Price,"
    "Variant Compare At Price,Image Src,Image Position,Status\n"
    'coat,"Coat, long",<p>Warm</p>,Shop,Coats,TRUE,Size,M,99.50,120.00,images/a.jpg,1,active\n'
    "coat,,,,,,,L,99.50,,images/b.jpg,2,\nhat,Hat,,Shop,Hats,TRUE,Title,Default Title,15,,images/c.jpg,1,draft\n"
)
FEED_WORDS = (
    *(b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&#xD800;", b"&lol;", b"<!DOCTYPE a [<!ENTITY lol 'x'>]>", b"<!--"),
    *(
        b"<g:price>",
        b"</item>",
        b"<item>",
        b'"',
        b'""',
        b",",
        b"\t",
        b"\r",
        b"\x00",
        b"\\ud800",
        b"\\u0000",
        b"{",
        b"[",
    ),
    *(
        b"]}",
        b"1e999",
        b"-0",
        b"99999999999999999999.99 EUR",
        b"NaN",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xc3",
        b"../../x",
    ),
    *(
        b"http://[::1",
        b"http://a:99999/",
        b"//127.0.0.1/",
        b"file:///etc/passwd",
        b"\xed\xa0\x80",
        b"=cmd|' /C calc'!A0",
    ),
)
TIMES = "00:00:01.000 --> 00:00:02.500"
SUBTITLES = {
    "a.vtt": f"WEBVTT - x\n\nSTYLE\n::cue {{color: red}}\n\nREGION\nid:r\nwidth:4%\n\n1\n{TIMES} line:1% align:start\n"
    "<v Ines><i>So</i> I <c.red>waited</c>.\n\nNOTE x\n\n00:03.000 --> 00:04.000\n&lt;And&gt; then\n",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,500 X1:1 X2:2 Y1:1 Y2:2\n<i>So</i> {\\an8}I waited.\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\n<font color=#ff0000>größer</font>\n",
    "a.ass": "[Script Info]\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\nFormat: Name, Fontsize, Alignment\n"
    "Style: Default,20,2\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\pos(10,20)\\i1}So\\NI waited{\\p1}m 0 0 l 1 1{\\p0}\n",
}
SUBTITLE_WORDS = (
    *(
        b"-->",
        b"\n\n",
        b"WEBVTT",
        b"NOTE",
        b"REGION",
        b"line:-1%",
        b"position:999999999999%",
        b"<v ",
        b"</",
        b"&#x110000;",
    ),
    *(
        b"99:99:99.999",
        b"999999999999999999:00:00,000",
        b"{\\pos(1e308,nan)}",
        b"{\\p",
        b"\\N",
        b"[Events]",
        b"Format:",
    ),
    *(b"Dialogue:", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"<i>", b"<ruby>", b"{", b"X1:"),
)
PICTURES = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "avif": "AVIF", "tif": "TIFF", "bmp": "BMP"}
PICTURE_WORDS = (
    b"Exif\0\0",
    b"\xff\xd9",
    b"\xff\xda",
    b"\xff\xc4",
    b"IDAT",
    b"IEND",
    b"PLTE",
    b"VP8X",
    b"ispe",
    b"\x00" * 9,
)
FILMS = {
    "a.mp4": "-c:v libx264 -preset ultrafast -c:a aac -movflags +faststart",
    "a.mkv": "-c:v libx264 -preset ultrafast -c:a libmp3lame",
    "a.webm": "-c:v libvpx -deadline realtime -c:a libopus",
    "a.ts": "-c:v mpeg2video -c:a mp2",
    "a.avi": "-c:v mpeg4 -c:a pcm_s16le",
}
FILM_WORDS = (
    b"moov",
    b"trak",
    b"stsz",
    b"elst",
    b"mdat",
    b"#EXTM3U\n",
    b"\x1a\x45\xdf\xa3",
    b"\x47\x40",
    b"RIFF",
    b"\x00" * 9,
)
Samples = list[tuple[str, bytes]]


@cache
def feeds() -> Samples:
    """(name, bytes) of a feed in each format, in UTF-8 and UTF-16, and compressed."""
    xml = "".join(
        "<item>" + "".join(f"<g:{k}><![CDATA[{v}]]></g:{k}>" for k, v in row.items()) + "</item>" for row in ROWS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'
    xml = f"{head}{xml}</channel></rss>"
    tables = {sep: "\n".join([sep.join(ROW), *(sep.join(row.values()) for row in ROWS)]) for sep in ("\t", ";")}
    texts = {"a.xml": xml, "a.tsv": tables["\t"], "a.csv": tables[";"], "shopify.csv": SHOPIFY}
    texts |= {"a.jsonl": "\n".join(map(json.dumps, ROWS)), "a.json": json.dumps({"products": ROWS}, indent=1)}
    made = [(name, text.encode()) for name, text in texts.items()]
    made += [(name, texts[name].encode("utf-16")) for name in ("a.tsv", "a.xml")]
    made.append(("a.xml.gz", gzip.compress(xml.encode(), mtime=0)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("shop/a.tsv"), texts["a.tsv"])
        archive.writestr(zipfile.ZipInfo("shop/images/a.jpg"), b"\xff\xd8\xff")
    return [*made, ("a.zip", packed.getvalue())]


@cache
def subtitles() -> Samples:
    """(name, bytes) of subtitles in each format, and in other charsets."""
    made = [(name, text.encode()) for name, text in SUBTITLES.items()]
    made += [("a.srt", SUBTITLES["a.srt"].encode(charset)) for charset in ("utf-16", "cp1252")]
    return made


@cache
def pictures() -> Samples:
    """(name, bytes) of a small picture in each format that shops send, of several modes."""
    made = []
    for suffix, form in PICTURES.items():
        for mode in ("RGB", "P" if suffix in ("png", "gif", "bmp", "tif") else "RGB"):
            data = io.BytesIO()
            picture = Image.radial_gradient("L").resize((40, 32)).convert(mode)
            exif = Image.Exif()
            exif[0x0112] = 6
            extra = {"exif": exif} if suffix in ("jpg", "png", "webp", "tif") else {}
            picture.save(data, form, **extra)
            made.append((f"a.{suffix}", data.getvalue()))
    animated = io.BytesIO()
    frames = [Image.new("P", (16, 16), colour) for colour in (1, 2, 3)]
    frames[0].save(animated, "GIF", save_all=True, append_images=frames[1:], transparency=0)
    return [*made, ("b.gif", animated.getvalue())]


@cache
def films() -> Samples:
    """(name, bytes) of a film of one second in each of the usual containers."""
    import imageio_ffmpeg

    made = []
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "a.srt"
        lines.write_text(SUBTITLES["a.srt"], encoding="utf-8")
        for name, words in FILMS.items():
            sources = ["-f", "lavfi", "-i", "testsrc=s=96x64:r=12:d=1", "-f", "lavfi", "-i", "sine=440:d=1"]
            sources += ["-i", str(lines), "-map", "2", "-c:s", "srt"] if name == "a.mkv" else []
            command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *sources, "-map", "0", "-map", "1"]
            command += [*words.split(), "-pix_fmt", "yuv420p", "-bitexact", f"{folder}/{name}"]
            subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own words
            made.append((name, (Path(folder) / name).read_bytes()))
    return made
