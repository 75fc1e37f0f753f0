"""Scripts are joined by a rule a reader can check by eye, and what breaks the rule breaks the build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT
from quiz.web.assets.contents import site_contents
from quiz.web.assets.modules import ModuleError, joined_modules


def test_a_script_is_joined_after_all_that_it_imports() -> None:
    modules = {
        "js/page.js": "import { a } from './a.js';\nimport './b.js';\na();\n",
        "js/a.js": "import { b } from './b.js';\nexport function a() { b(); }\n",
        "js/b.js": "export const b = () => {};\n",
    }
    text = joined_modules(modules)
    assert list(text) == ["js/page.js"]
    assert text["js/page.js"] == "const b = () => {};\n\nfunction a() { b(); }\n\na();\n"


def test_two_modules_with_the_same_name_at_the_top_are_refused() -> None:
    modules = {
        "js/page.js": "import './a.js';\nconst WAIT = 1;\n",
        "js/a.js": "const WAIT = 2;\n",
    }
    with pytest.raises(ModuleError, match=r"static/js/page\.js and static/js/a\.js both name WAIT"):
        joined_modules(modules)


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(ModuleError, match=r"imports js/gone\.js"):
        joined_modules({"js/page.js": "import './gone.js';\n"})


def test_what_a_page_does_not_use_of_a_module_is_left_out() -> None:
    modules = {
        "js/page.js": "import { a } from './a.js';\na();\n",
        "js/a.js": (
            "// Says b.\nexport function a() {\n  return 1;\n}\n\nexport async function b() {\n  c();\n}\n\n"
            "export const d = {\n  e: 1,\n};\n\nfunction c() {\n  return 2;\n}\n"
        ),
    }
    assert joined_modules(modules)["js/page.js"] == "function a() {\n  return 1;\n}\n\na();\n"


def test_the_minifier_leaves_declarations_in_their_order(tmp_path: Path) -> None:
    """A version of it put the one that uses another first."""
    (tmp_path / "page.js").write_text(
        "const headers = window.a ? { b: 1 } : {};\n"
        "const { status, etag } = window.ours({ headers });\n"
        "window.done(status, etag);\n"
    )
    script = site_contents(tmp_path)["page.js"].decode()
    name = re.search(r"ours\(\{headers:(\w+)\}\)", script)
    assert name
    assert script.index(f"{name[1]}=") < script.index("ours(")


def test_what_browsers_get_of_ours_has_no_import_left() -> None:
    scripts = {name: text for name, text in site_contents(ROOT / "static").items() if name.endswith(".js")}
    assert set(scripts) == {
        "js/copying.js",
        "js/forms.js",
        "js/landing.js",
        "js/private.js",
        "js/questionnaire.js",
        "js/result.js",
        "js/room.js",
        "js/room_line.js",
    }
    for text in scripts.values():
        assert b"import " not in text
        assert b"export " not in text
