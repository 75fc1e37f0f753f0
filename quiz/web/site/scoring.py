"""Page about scoring: the key, the formulas and the limits of an instrument, for anybody.

All that is said is made from the instrument and from the code's own constants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quiz.instrument.instrument import (
    Edition,
    Facet,
    Instrument,
    Item,
    KeyedDirection,
    Situation,
    Statement,
)
from quiz.measurement.comparison_group import BLUR_SD, CLASSES, FIRST_DAYS, FIRST_RELEASE
from quiz.measurement.posterior import DOMAIN, GENERAL, LEAST_DF, OWN, VARIANCE
from quiz.measurement.precision import SD_FLOOR
from quiz.measurement.profile import LEANING_FROM, PLAIN_FROM
from quiz.measurement.progress import DOMAIN_SHARE, FACETS_SHARE, HEADLINE_SHARE
from quiz.measurement.quality import FAST_SECONDS, least_spread
from quiz.measurement.scoring import keyed_value
from quiz.measurement.simulated_figures import RESPONDENTS, SimulatedFigure, simulated_figures
from quiz.web.front.headers import public
from quiz.web.page.slots import filled, slotted_page
from quiz.web.services import services

Kind = TypeVar("Kind", Statement, Situation)

OURS = "limelight"
"""The id of the questionnaire that Limelight comes with."""

blueprint = Blueprint("scoring", __name__, url_prefix="/scoring")


@blueprint.get("")
@public
def show() -> ResponseReturnValue:
    """Of the questionnaire that is asked now."""
    return _page_of(services().instrument)


@blueprint.get("/<sha256>")
@public
def show_version(sha256: str) -> ResponseReturnValue:
    """Of the very questionnaire that a result was taken with."""
    instrument = services().find_instrument(sha256)
    if instrument is None:
        abort(404)
    return _page_of(instrument)


def _page_of(instrument: Instrument) -> ResponseReturnValue:
    page = slotted_page(("scoring", instrument.sha256), lambda: _render(instrument))
    return filled(page, {})


def _render(instrument: Instrument) -> str:
    is_current = instrument.sha256 == services().instrument.sha256
    return render_template("scoring/show.html", page=scoring_page(instrument, is_current=is_current))


@dataclass(frozen=True)
class OptionValue:
    """A response option, and what it counts for a statement that raises the score, and one that lowers it.

    Each is empty when no statement is of its kind.
    """

    label: str
    raising: str
    lowering: str


THRESHOLDS = {
    "least_sd": SD_FLOOR,
    "true_sd": sqrt(VARIANCE),
    "general": 100 * GENERAL,
    "domain": 100 * DOMAIN,
    "own": 100 * OWN,
    "least_df": LEAST_DF,
    "plain": 100 * PLAIN_FROM,
    "leaning": 100 * LEANING_FROM,
    "fast_seconds": FAST_SECONDS,
    "least_people": FIRST_RELEASE,
    "least_days": FIRST_DAYS,
    "score_classes": CLASSES,
    "blur_sd": round(BLUR_SD, 1),
    "headline_share": HEADLINE_SHARE,
    "domain_share": DOMAIN_SHARE,
    "facets_share": FACETS_SHARE,
}
"""The scoring's own numbers."""


@dataclass(frozen=True)
class ScoringPage:
    """`is_ours`: it is the questionnaire that Limelight comes with, which docs/item-review.md speaks of.

    `statements` and `situations` are by facet, `asked_in` is by item, `least_spreads` by edition name.
    """

    title: str
    instrument: Instrument
    is_current: bool
    is_ours: bool
    keys: str
    option_values: tuple[OptionValue, ...]
    statements: Mapping[str, Sequence[Statement]]
    situations: Mapping[str, Sequence[Situation]]
    asked_in: Mapping[str, str]
    figures: tuple[tuple[Edition, SimulatedFigure], ...]
    respondents: str
    thresholds: Mapping[str, str]
    least_spreads: Mapping[str, str]
    is_private: bool = False


def scoring_page(instrument: Instrument, *, is_current: bool) -> ScoringPage:
    items, editions = tuple(instrument.all_items()), instrument.editions.values()
    statements = {facet.id: _of(Statement, facet, items) for facet in instrument.facets}
    situations = {facet.id: _of(Situation, facet, items) for facet in instrument.facets}
    return ScoringPage(
        title="How this is scored",
        instrument=instrument,
        is_current=is_current,
        is_ours=instrument.id == OURS,
        keys=keys_in_words(instrument),
        option_values=_option_values(instrument),
        statements=statements,
        situations=situations,
        asked_in={item.id: _editions_of(item.id, instrument) for item in items},
        figures=tuple(
            (edition, figure) for edition in editions for figure in simulated_figures(edition, instrument)
        ),
        respondents=f"{RESPONDENTS:,}",
        thresholds={name: _number(value) for name, value in THRESHOLDS.items()},
        least_spreads={each.name: f"{least_spread(each, instrument):.1f}" for each in editions},
    )


def _of(kind: type[Kind], facet: Facet, items: Iterable[Item]) -> list[Kind]:
    return [item for item in items if isinstance(item, kind) and item.facet == facet.id]


def keys_in_words(instrument: Instrument) -> str:
    """Outcome of one answer throughout, as far as the keys of every edition let that be said."""
    balances = {
        (facet.name, keyed)
        for edition in instrument.editions.values()
        for facet in instrument.facets
        if (keyed := "".join(sorted(_keys(edition, facet))))
    }
    one_way = {name for name, keyed in balances if len(set(keyed)) == 1}
    if not balances:
        return ""
    if one_way:
        names = ", ".join(facet.name for facet in instrument.facets if facet.name in one_way)
        return (
            f"All statements of these point to one end, and the highest answer to all leads there: {names}."
        )
    if all(keyed.count("+") == keyed.count("-") for _, keyed in balances):
        return "Each facet has as many statements for either end, so one answer to all leads to the middle."
    return "Each facet has statements that point to either end."


def _keys(edition: Edition, facet: Facet) -> list[str]:
    return [item.keyed for item in edition.items_of(facet.id) if isinstance(item, Statement)]


def _option_values(instrument: Instrument) -> tuple[OptionValue, ...]:
    """None for an instrument without statements."""
    used = {item.keyed for item in instrument.all_items() if isinstance(item, Statement)}

    def worth(keyed: KeyedDirection, option: int) -> str:
        statement = Statement("", "", keyed, "", "")
        return _number(keyed_value(statement, option, instrument)) if keyed in used else ""

    labels = enumerate(instrument.response_format if used else (), start=1)
    return tuple(OptionValue(label, worth("+", option), worth("-", option)) for option, label in labels)


def _editions_of(item_id: str, instrument: Instrument) -> str:
    asking = [edition for edition in instrument.editions.values() if item_id in edition.items_by_id]
    if len(asking) == len(instrument.editions):
        return "in every edition"
    return "in the " + " and the ".join(edition.name.lower() for edition in asking) + " only"


def _number(value: float) -> str:
    """Without decimals that say nothing."""
    return f"{value:g}"
