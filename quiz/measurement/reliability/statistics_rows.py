"""The figures in words and digits, row by row, for whichever table shows them."""

from __future__ import annotations

from quiz.measurement.reliability.figures import Figure, ItemStatistics, ScaleStatistics

SCALE_HEADERS = ("scale", "items", "n", "mean", "SD", "reliability", "95 % interval", "omega", "SEM")
ITEM_HEADERS = ("item", "n", "not answered", "mean", "SD", "item-rest", "worth a second look")


def scale_name(scale: ScaleStatistics) -> str:
    return scale.id if scale.kind == "headline" else f"{scale.kind} {scale.id}"


def scale_row(scale: ScaleStatistics) -> tuple[str, ...]:
    low, high = _text(scale.reliability_low, ".2f"), _text(scale.reliability_high, ".2f")
    interval = low if low == high else f"{low} to {high}"
    return (
        scale_name(scale),
        str(scale.items),
        f"{scale.scored:,}",
        _text(scale.mean, ".1f"),
        _text(scale.sd, ".1f"),
        _text(scale.reliability, ".2f"),
        interval,
        _text(scale.omega, ".2f"),
        _text(scale.sem, ".1f"),
    )


def item_row(item: ItemStatistics) -> tuple[str, ...]:
    return (
        item.id,
        f"{item.answered:,}",
        f"{item.not_answered:,}",
        _text(item.mean, ".1f"),
        _text(item.sd, ".1f"),
        _text(item.item_rest, ".2f"),
        "; ".join(item.flags),
    )


def _text(figure: Figure, form: str) -> str:
    return str(figure.absent) if figure.value is None else format(figure.value, form)
