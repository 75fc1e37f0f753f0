"""Prototype: a figure without a person, checked by Plotly once an instrument, then only filled with numbers.

Plotly takes milliseconds to check a figure, and half a second for the first one; filling a checked one takes
microseconds, since it is kept as JSON in pieces and only what a person's numbers change is written anew.
Everything they change has a name: a trace, a shape or an annotation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from quiz.charts.base.chart import as_script_data
from quiz.instrument.instrument import Instrument

Figure = dict[str, Any]
Values = Mapping[str, Mapping[str, Any]]
"""What to change, by the name of the trace, shape or annotation."""

_Draw = Callable[[Instrument], Figure]

KEPT = 32
"""Prototypes in memory: those of every instrument in use, while no flood of instruments can fill it."""

_kept: dict[tuple[_Draw, str], Prototype] = {}
_drawing = Lock()

_PLACE = "\x00{}\x00"  # cannot come from an instrument, which refuses control characters
_PLACE_IN_JSON = re.compile(r'"\\u0000(\d+)\\u0000"')


class Prototype:
    """A checked figure as JSON in pieces, every other one a named part."""

    def __init__(self, figure: Figure) -> None:
        named: list[Mapping[str, Any]] = []

        def with_places(several: Any) -> list[Any]:
            return [place(part) if part.get("name") else part for part in several]

        def place(part: Mapping[str, Any]) -> str:
            named.append(part)
            return _PLACE.format(len(named) - 1)

        layout = dict(figure["layout"])
        data = with_places(figure.get("data", ()))
        layout |= {several: with_places(layout.get(several, ())) for several in ("shapes", "annotations")}
        self._pieces = _PLACE_IN_JSON.split(as_script_data({"data": data, "layout": layout}))
        self._parts: dict[str, list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
        for at in range(1, len(self._pieces), 2):
            part = named[int(self._pieces[at])]
            self._parts[part["name"]].append((at, part))
            self._pieces[at] = as_script_data(_seen(part))

    def filled(self, values: Values) -> str:
        """The figure with the person's values, as JSON for a script element.

        Raises KeyError for a name it does not have.
        """
        if unknown := values.keys() - self._parts.keys():
            raise KeyError(f"the figure has nothing named {', '.join(sorted(unknown))}")
        pieces = self._pieces.copy()
        for name, changes in values.items():
            for at, part in self._parts[name]:
                pieces[at] = as_script_data(_merged(part, changes))
        return "".join(pieces)


def prototype_of(instrument: Instrument, draw: _Draw) -> Prototype:
    """The figure `draw` makes for this instrument, as Plotly accepted it. Raises ValueError if it did not."""
    key = (draw, instrument.sha256)
    with _drawing:
        if key not in _kept:
            _kept[key] = Prototype(checked_figure(draw(instrument)))
            if len(_kept) > KEPT:
                del _kept[next(iter(_kept))]
        return _kept[key]


def checked_figure(figure: Figure) -> Figure:
    """The figure after Plotly's own check of every property and value. Raises ValueError."""
    import plotly.graph_objects as go  # noqa: PLC0415 - slow to import, so not before it is wanted

    checked: Figure = go.Figure(figure).to_plotly_json()
    return checked


def _seen(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part, without what it would look like if it is not to be seen."""
    return {"name": part["name"], "visible": False} if part.get("visible") is False else part


def _merged(old: Any, new: Any) -> Any:
    """The new value; where both are objects, the old one with the new one's members, at any depth."""
    if not (isinstance(new, dict) and isinstance(old, Mapping)):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}
