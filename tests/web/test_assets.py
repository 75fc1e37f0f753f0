"""The files for browsers: what is made of static/, under which names, and how they are answered."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from werkzeug.test import Client

from quiz.settings.environment import ROOT, Settings
from quiz.web.assets import Assets, build_assets
from quiz.web.assets.contents import chart_library, full_bundle, integrity, site_contents, small_bundle
from quiz.web.assets.hashed_folders import content_hash, hashed_folder, tidy
from quiz.web.assets.stylesheets import StylesheetError, joined, minified


@pytest.fixture(scope="session")
def assets() -> Assets:
    """Built where they are built for use: compressing the chart library takes seconds."""
    return build_assets(Settings())


@pytest.fixture
def client(assets):
    def application(environ, start_response):
        start_response("404 NOT FOUND", [("X-From", "application")])
        return [b""]

    return Client(assets.wrap(application))


@pytest.fixture
def library(tmp_path):
    """A project's folder with a chart library from npm that is as package.json expects."""
    folder = tmp_path / "node_modules" / "plotly.js-basic-dist-min"
    folder.mkdir(parents=True)
    (folder / "plotly-basic.min.js").write_bytes(b"small")
    expected = {"plotly.js-basic-dist-min/plotly-basic.min.js": integrity(b"small")}
    (tmp_path / "package.json").write_text(json.dumps({"limelight": {"integrity": expected}}))
    return tmp_path


def test_it_joins_stylesheets_in_the_order_of_their_imports():
    sheets = {
        "css/site.css": '/* all */\n@layer a, b;\n@import url("b.css");\n@import "parts/a.css" layer(a);\n',
        "css/b.css": ".b { color: red; }",
        "css/parts/a.css": ".a { color: blue }",
        "css/alone.css": "",
    }
    assert joined(sheets) == {
        "css/site.css": "@layer a,b;.b{color: red}@layer a{.a{color: blue}}",
        "css/alone.css": "",
    }


def test_it_names_an_import_that_is_not_there():
    with pytest.raises(StylesheetError, match=r"static/css/site\.css imports gone\.css"):
        joined({"css/site.css": '@import url("gone.css");'})


@pytest.mark.parametrize(
    ("css", "small"),
    [
        (".a { .b :hover { x: y } }", ".a{.b :hover{x: y}}"),
        (".a > b + c , d { x: calc(1px + 2px) }", ".a > b + c,d{x: calc(1px + 2px)}"),
        ("""a { content: "a  {  /* kept */ ;" }""", """a{content: "a  {  /* kept */ ;"}"""),
        ("""a { b: url('x /* y */;') ; }""", """a{b: url('x /* y */;')}"""),
        ("@media (a) and (b) {\n  c { d: e }\n}", "@media (a) and (b){c{d: e}}"),
        ("a/**/b { }", "a b{}"),
        (r"""a { b: "\"  ;  " }""", r"""a{b: "\"  ;  "}"""),
    ],
)
def test_it_makes_stylesheets_smaller_without_changing_what_they_say(css, small):
    assert minified(css) == small


def test_every_built_script_is_still_a_module_that_node_can_read(assets, tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    scripts = [name for name in assets.names if name.endswith(".js")]
    assert scripts
    for name in scripts:
        module = tmp_path / Path(name).with_suffix(".mjs").name
        module.write_bytes((assets.root / name).read_bytes())
        subprocess.run([node, "--check", module], check=True)


def test_scripts_import_only_scripts_that_are_there():
    contents = site_contents(ROOT / "static")
    for name, content in contents.items():
        if name.endswith(".js"):
            for imported in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", content.decode()):
                assert str((Path(name).parent / imported).as_posix()) in contents, f"{name}: {imported}"


def test_it_answers_a_file_for_good_and_compressed(assets, client):
    url = assets.url("css/site.css")
    assert re.fullmatch(r"/static/site-[0-9a-f]{12}/css/site\.css", url)
    answer = client.get(url, headers={"Accept-Encoding": "gzip, br"}, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert "Access-Control-Allow-Origin" not in answer.headers
    zipped = client.get(url, headers={"Accept-Encoding": "gzip"}, buffered=True)
    plain = client.get(url, buffered=True).data
    assert brotli.decompress(answer.data) == plain
    assert gzip.decompress(zipped.data) == plain


def test_other_sites_may_show_the_default_card_and_nothing_else(assets, client):
    card = client.get(assets.url("img/card.png"), buffered=True)
    assert (card.status_code, card.headers["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")
    sheet = client.get(assets.url("css/site.css"), buffered=True)
    assert sheet.status_code == 200
    assert "Cross-Origin-Resource-Policy" not in sheet.headers  # the layer outside says same-origin


def test_it_answers_the_chart_library_under_a_name_of_its_content(assets, client):
    answer = client.get(assets.plotly_url, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == 'text/javascript; charset="utf-8"'
    assert answer.data == chart_library(ROOT)


@pytest.mark.parametrize(
    "name", ["css/../../secret_key", "css/", "", "css/site.css.br", "css/%2e%2e/x", "js/gone.js"]
)
def test_it_leaves_all_other_addresses_to_the_application(assets, client, name):
    answer = client.get(f"/static/{assets.root.name}/{name}")
    assert answer.headers["X-From"] == "application"


def test_it_refuses_to_name_a_file_that_is_not_there(assets):
    with pytest.raises(KeyError, match=r"css/gone\.css"):
        assets.url("css/gone.css")


def test_it_gives_other_content_another_name():
    assert content_hash({"a": b"1"}) == content_hash({"a": b"1"})
    assert len({content_hash({"a": b"1"}), content_hash({"a": b"2"}), content_hash({"b": b"1"})}) == 3


def test_it_builds_once_though_many_build_at_the_same_time(tmp_path):
    files = {f"css/{number}.css": b"a{b:c}" * 5000 for number in range(5)}
    with ThreadPoolExecutor(8) as pool:
        folders = set(pool.map(lambda _: hashed_folder(tmp_path, "site-1", files), range(8)))
    assert folders == {tmp_path / "site-1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site-1"]
    assert sum(1 for path in tmp_path.rglob("*") if path.is_file()) == 5 * 3


def test_it_builds_nothing_that_is_there_and_mends_what_is_damaged(tmp_path):
    folder = hashed_folder(tmp_path, "site-1", {"a.css": b"a{b:c}"})
    inode = (folder / "a.css").stat().st_ino
    assert (hashed_folder(tmp_path, "site-1", {"a.css": b"a{b:c}"}) / "a.css").stat().st_ino == inode
    (folder / "a.css").write_bytes(b"")
    hashed_folder(tmp_path, "site-1", {"a.css": b"a{b:c}"})
    assert (folder / "a.css").read_bytes() == b"a{b:c}"


def test_it_keeps_the_folder_before_and_no_older_ones(tmp_path):
    for number in range(4):
        folder = hashed_folder(tmp_path, f"site-{number}", {"a.css": str(number).encode()})
        os.utime(folder, (number, number))
        tidy(tmp_path, "site-*", keep=folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site-2", "site-3"]


def test_it_serves_the_small_chart_library_that_npm_fetched(library):
    assert chart_library(library) == b"small"


def test_without_npms_file_it_serves_the_python_packages_chart_library(library, tmp_path):
    bundle = library / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    bundle.write_bytes(b"changed")
    assert small_bundle(library) is None
    assert chart_library(library) == full_bundle().read_bytes()
    bundle.unlink()
    assert chart_library(library) == full_bundle().read_bytes()


def test_both_chart_libraries_are_of_one_version():
    version = json.loads((ROOT / "package.json").read_text())["dependencies"]["plotly.js-basic-dist-min"]
    with full_bundle().open() as bundle:
        assert f"plotly.js v{version}\n" in bundle.read(200)


def test_package_json_pins_one_package_exactly_and_names_no_address():
    text = (ROOT / "package.json").read_text()
    package = json.loads(text)
    assert re.fullmatch(r"\d+\.\d+\.\d+", *package["dependencies"].values())
    assert "://" not in text
    for value in package["limelight"]["integrity"].values():
        assert len(base64.b64decode(value.removeprefix("sha512-"))) == 64
