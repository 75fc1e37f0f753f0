"""`json_merge(column, patch)`: the patch's members laid over the column's, in the database itself.

One statement instead of read, change, write: two devices that save at once cannot undo each other's answers.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class json_merge(GenericFunction[Any]):  # noqa: N801 - it is written like the SQL function it is
    type = JSON()
    inherit_cache = True


@compiles(json_merge, "sqlite")
def _merge_on_sqlite(element: json_merge, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_patch({compiler.process(element.clauses, **kw)})"


@compiles(json_merge, "postgresql")
def _merge_on_postgresql(element: json_merge, compiler: SQLCompiler, **kw: Any) -> str:
    column, patch = element.clauses
    return f"({compiler.process(column, **kw)} || CAST({compiler.process(patch, **kw)} AS JSONB))"
