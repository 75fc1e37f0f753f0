"""Figures without a person: built and checked by Plotly once an instrument, then only filled with numbers.

Plotly takes milliseconds to check a figure, and half a second for the first one; filling a checked one takes
microseconds. Everything that a person's numbers change has a name: a trace, a shape or an annotation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from quiz.measurement.instrument import Instrument

Figure = dict[str, Any]
Values = Mapping[str, Mapping[str, Any]]
"""What to change, by the name of the trace, shape or annotation."""

KEPT = 32
"""Prototypes in memory: those of every instrument in use, while no flood of instruments can fill it."""

_kept: dict[tuple[str, str], Figure] = {}
_drawing = Lock()


def prototype_of(instrument: Instrument, draw: Callable[[Instrument], Figure]) -> Figure:
    """The figure `draw` makes for this instrument, as Plotly accepted it. Raises ValueError if it did not."""
    key = (draw.__module__, instrument.sha256)
    with _drawing:
        if key not in _kept:
            _kept[key] = checked_figure(draw(instrument))
            if len(_kept) > KEPT:
                del _kept[next(iter(_kept))]
        return _kept[key]


def checked_figure(figure: Figure) -> Figure:
    """The figure after Plotly's own check of every property and value. Raises ValueError."""
    import plotly.graph_objects as go  # noqa: PLC0415 - slow to import, so not before it is wanted

    checked: Figure = go.Figure(figure).to_plotly_json()
    return checked


def filled(prototype: Figure, values: Values) -> Figure:
    """A copy of the prototype with the person's values. Raises KeyError for a name it does not have."""
    layout = prototype["layout"]
    unused = set(values)
    figure = {
        "data": _with_values(prototype["data"], values, unused),
        "layout": {
            **layout,
            "shapes": _with_values(layout.get("shapes", ()), values, unused),
            "annotations": _with_values(layout.get("annotations", ()), values, unused),
        },
    }
    if unused:
        raise KeyError(f"the figure has nothing named {', '.join(sorted(unused))}")
    return figure


def _with_values(parts: Any, values: Values, unused: set[str]) -> list[Any]:
    unused.difference_update(part.get("name") for part in parts)
    return [_merged(part, values[name]) if (name := part.get("name")) in values else part for part in parts]


def _merged(part: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The part with the changes, which reach into nested objects."""
    return {**part, **{key: _merged_value(part.get(key), value) for key, value in changes.items()}}


def _merged_value(old: Any, new: Any) -> Any:
    return _merged(old, new) if isinstance(old, Mapping) and isinstance(new, Mapping) else new
