"""Bundles: one file that does what its many did, and a plain refusal of whatever is not known."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.services import need
from trendflix.core.bundles import BundleError, bundle
from trendflix.core.staticstorage import ENTRIES, ManifestStorage

Files = dict[str, str]


def joined(files: Files, entry: str = "js/main.js") -> str:
    """The bundle of files that lie only in memory."""

    def read(name: str) -> str:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return bundle(entry, read)


def run(text: str, folder: Path) -> object:
    """What a module puts into ``globalThis.told``, once everything in it came to rest."""
    node = shutil.which("node")
    need(node is not None, "node")
    end = "setTimeout(() => console.log(JSON.stringify(globalThis.told)), 5);"
    (folder / "main.mjs").write_text(f"globalThis.told = [];\n{text}\n{end}")
    done = subprocess.run([str(node), str(folder / "main.mjs")], capture_output=True, text=True, timeout=30, check=True)
    return json.loads(done.stdout)


def test_modules_run_once_in_the_order_of_their_imports(tmp_path: Path) -> None:
    files = {
        "js/main.js": 'import "./a.js";\nimport { b } from "./deep/b.js";\ntold.push("main", b());\n',
        "js/a.js": 'import { b } from "./deep/b.js";\ntold.push("a", b());\n',
        "js/deep/b.js": 'import { c as d } from "../c.js";\nlet times = 0;\n'
        "export function b() { return d + (times += 1); }\n",
        "js/c.js": 'told.push("c");\nconst c = "c";\nexport { c };\n',
    }
    assert run(joined(files), tmp_path) == ["c", "a", "c1", "main", "c2"]


def test_names_of_one_module_do_not_meet_those_of_another(tmp_path: Path) -> None:
    files = {
        "js/main.js": 'import { one as other } from "./a.js";\nconst STEP = 1;\ntold.push(STEP, other(), "module0");\n',
        "js/a.js": "const STEP = 2;\nexport const one = () => STEP;\n",
    }
    assert run(joined(files), tmp_path) == [1, 2, "module0"]


def test_every_form_of_export_is_handed_on(tmp_path: Path) -> None:
    files = {
        "js/main.js": 'import {\n  A,\n  b,\n  c,\n  d as e,\n} from "./a.js";\n'
        "(async () => told.push(new A().x, b, await c(), e))();\n",
        "js/a.js": "export class A { x = 1; }\nexport const b = 2;\nexport async function c() { return 3; }\n"
        "const x = 4;\nexport { x as d };\n",
    }
    assert run(joined(files), tmp_path) == [1, 2, 3, 4]


def test_comments_are_left_out_and_what_only_looks_like_one_stays(tmp_path: Path) -> None:
    files = {
        "js/main.js": '// gone\nimport { a } from "./a.js";\n/** gone\n * too */\ntold.push("// kept", a); // kept\n',
        "js/a.js": "export const a = `\n// kept too`;\n",
    }
    text = joined(files)
    assert "gone" not in text and run(text, tmp_path) == ["// kept", "\n// kept too"]


@pytest.mark.parametrize(
    "line",
    [
        "export let a = 1;",
        "export default 1;",
        'export * from "./b.js";',
        'import * as b from "./b.js";',
        'import b from "./b.js";',
        'const b = import("./b.js");',
        "const here = import.meta.url;",
        "await 1;",
        'import { b } from "elsewhere";',
        "export const { a } = b;",
    ],
)
def test_what_is_not_known_is_refused_with_its_file(line: str) -> None:
    with pytest.raises(BundleError, match=r"js/a\.js"):
        joined({"js/main.js": 'import "./a.js";\n', "js/a.js": f"{line}\n", "js/b.js": ""})


def test_a_circle_and_a_missing_file_are_refused() -> None:
    with pytest.raises(BundleError, match="imports itself"):
        joined({"js/main.js": 'import "./a.js";\n', "js/a.js": 'import "./main.js";\n'})
    with pytest.raises(BundleError, match=r"js/a\.js is imported"):
        joined({"js/main.js": 'import "./a.js";\n'})


def test_style_sheets_are_joined_in_order_and_addresses_stay_right() -> None:
    files = {
        "css/main.css": '@import "../vendor/v.css";\n@import "a.css";\nb { color: red; }\n',
        "vendor/v.css": 'v { src: url(font.woff2); background: url("data:image/png;base64,x"); }\n',
        "css/a.css": "a { background: url('../img/i.svg'); mask: url(#m); }\n",
    }
    text = joined(files, "css/main.css")
    assert text.index("v {") < text.index("a {") < text.index("b {") and "@import" not in text
    assert 'url("../vendor/font.woff2")' in text and 'url("../img/i.svg")' in text
    assert 'url("data:image/png;base64,x")' in text and "url(#m)" in text


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_pages_load_can_be_joined(entry: str) -> None:
    def read(name: str) -> str:
        found = finders.find(name)
        assert found is not None, name
        return Path(found).read_text(encoding="utf-8")

    text = bundle(entry, read)
    assert "@import" not in text and "\nimport " not in text and "\nexport " not in text


def test_collecting_joins_hashes_and_packs(tmp_path: Path) -> None:
    from django.contrib.staticfiles.storage import StaticFilesStorage

    source = StaticFilesStorage(location=str(tmp_path / "source"), base_url="/static/")
    (tmp_path / "source" / "js").mkdir(parents=True)
    long = "// " + "word " * 200
    (tmp_path / "source" / "js" / "watch.js").write_text('import { a } from "./a.js";\na();\n')
    (tmp_path / "source" / "js" / "a.js").write_text(f"{long}\nexport function a() {{}}\n")
    paths = {name: (source, name) for name in ("js/watch.js", "js/a.js")}
    for name in paths:
        target = tmp_path / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((tmp_path / "source" / name).read_text())
    storage = ManifestStorage(location=str(tmp_path / "static"), base_url="/static/")
    for _ in range(2):
        done = {name: hashed for name, hashed, processed in storage.post_process(dict(paths)) if processed is not None}
    file = tmp_path / "static" / storage.stored_name("js/watch.js")
    assert "js/watch.js" in done and "import" not in file.read_text() and "function a()" in file.read_text()
    assert {one.suffix for one in file.parent.glob(f"{file.name}.*")} == {".br", ".gz"}
