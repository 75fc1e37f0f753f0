"""Scripts as browsers get them: each page's own with all it imports in one file.

On a slow network every import is one more wait, and every file some 420 bytes of headers. The modules are
laid one after the other, so each name at the top of a module must be the only one of its kind; what a page
does not use of them is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(r"^import (?:\{[^}]*\} from )?'([^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=class |function |async |const )", re.MULTILINE)
_LINE_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_DEFINITION = re.compile(
    r"^(?:export const|(?:export )?(?:class|(?:async )?function)) (\w+).*\n(?:(?: .*|\}.*)?\n)*", re.MULTILINE
)
_NAME = re.compile(r"^(?:class|(?:async )?function|const|let) (\w+)", re.MULTILINE)


class ModuleError(Exception):
    """An import names a module that is not there, or two modules that are joined use the same name."""


def joined_modules(modules: Mapping[str, str]) -> dict[str, str]:
    """The modules by path, each with what it imports; modules imported by others are left out."""
    parts = {part for path, text in modules.items() for part in _imported(path, text)}
    return {path: _join(path, modules) for path in modules if path not in parts}


def _join(entry: str, modules: Mapping[str, str]) -> str:
    order = list(dict.fromkeys(_with_imports(entry, modules)))
    owners: dict[str, str] = {}
    bodies = []
    for path in order:
        body = _LINE_COMMENT.sub("", _IMPORT.sub("", modules[path]))
        for name in _NAME.findall(_EXPORT.sub("", body)):
            if owners.setdefault(name, path) != path:
                raise ModuleError(f"static/{path} and static/{owners[name]} both name {name}")
        bodies.append(body)
    return _EXPORT.sub("", _with_what_is_used("\n".join(bodies)))


def _with_what_is_used(script: str) -> str:
    """Without functions, classes and exports that nothing in it names, nor what only those name."""
    unused = [
        found[0] for found in _DEFINITION.finditer(script) if len(re.findall(rf"\b{found[1]}\b", script)) == 1
    ]
    for definition in unused:
        script = script.replace(definition, "")
    return _with_what_is_used(script) if unused else script


def _with_imports(path: str, modules: Mapping[str, str]) -> Iterator[str]:
    """The module after all that it needs."""
    for part in _imported(path, modules[path]):
        if part not in modules:
            raise ModuleError(f"static/{path} imports {part}, but there is no such module")
        yield from _with_imports(part, modules)
    yield path


def _imported(path: str, text: str) -> list[str]:
    return [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) for name in _IMPORT.findall(text)
    ]
