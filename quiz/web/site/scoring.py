"""How this is scored: the key, the formulas and the limits of an instrument, for anybody.

All that is said is made from the instrument and from the code's own constants.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quiz.instrument.instrument import Edition, Facet, Instrument, KeyedDirection, Situation, Statement
from quiz.measurement.comparison_group import BLUR_SD, CLASSES, FIRST_RELEASE
from quiz.measurement.precision import SD_FLOOR
from quiz.measurement.profile import LEANING_FROM, PLAIN_FROM
from quiz.measurement.quality import FACETS_BOTH_WAYS, FAST_SECONDS, LEAST_CONSISTENCY
from quiz.measurement.scoring import keyed_value
from quiz.measurement.simulated_figures import RESPONDENTS, simulated_figures
from quiz.web.front.headers import public
from quiz.web.page.slots import filled, slotted_page
from quiz.web.page.words import counted
from quiz.web.services import services

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


@dataclass(frozen=True)
class StatementKey:
    text: str
    towards: str
    pole: str
    editions: str


@dataclass(frozen=True)
class OptionKey:
    text: str
    value: str
    reason: str


@dataclass(frozen=True)
class SituationKey:
    text: str
    editions: str
    options: tuple[OptionKey, ...]


@dataclass(frozen=True)
class FacetKey:
    id: str
    name: str
    domain: str
    low_pole: str
    high_pole: str
    description: str
    statements: tuple[StatementKey, ...]
    situations: tuple[SituationKey, ...]


@dataclass(frozen=True)
class FigureRow:
    edition: str
    level: str
    correlation: str
    coverage: str
    mean_sem: str


@dataclass(frozen=True)
class Thresholds:
    """The scoring's own numbers, as people read them."""

    least_sd: str
    plain: str
    leaning: str
    fast_seconds: str
    facets_both_ways: str
    least_consistency: str
    least_people: str
    score_classes: str
    blur_sd: str


@dataclass(frozen=True)
class ScoringPage:
    """`is_ours`: it is the questionnaire that Limelight comes with, which docs/item-review.md speaks of."""

    title: str
    name: str
    is_current: bool
    is_ours: bool
    low_pole: str
    high_pole: str
    domains: tuple[str, ...]
    editions: tuple[str, ...]
    passed_over: str
    keys: str
    option_values: tuple[OptionValue, ...]
    has_situations: bool
    facets: tuple[FacetKey, ...]
    figures: tuple[FigureRow, ...]
    respondents: str
    thresholds: Thresholds
    is_private: bool = False


def scoring_page(instrument: Instrument, *, is_current: bool) -> ScoringPage:
    return ScoringPage(
        title="How this is scored",
        name=f"{instrument.title}, version {instrument.version}",
        is_current=is_current,
        is_ours=instrument.id == OURS,
        low_pole=instrument.headline.low_pole,
        high_pole=instrument.headline.high_pole,
        domains=tuple(domain.name for domain in instrument.domains),
        editions=tuple(_in_words(edition) for edition in instrument.editions.values()),
        passed_over=instrument.passed_over,
        keys=keys_in_words(instrument),
        option_values=_option_values(instrument),
        has_situations=any(isinstance(item, Situation) for item in instrument.all_items()),
        facets=tuple(
            _facet_key(facet, domain.name, instrument)
            for domain in instrument.domains
            for facet in domain.facets
        ),
        figures=tuple(
            row for edition in instrument.editions.values() for row in _figure_rows(edition, instrument)
        ),
        respondents=f"{RESPONDENTS:,}",
        thresholds=_thresholds(),
    )


def _thresholds() -> Thresholds:
    return Thresholds(
        least_sd=_number(SD_FLOOR),
        plain=_number(100 * PLAIN_FROM),
        leaning=_number(100 * LEANING_FROM),
        fast_seconds=_number(FAST_SECONDS),
        facets_both_ways=_number(FACETS_BOTH_WAYS),
        least_consistency=_number(LEAST_CONSISTENCY),
        least_people=_number(FIRST_RELEASE),
        score_classes=_number(CLASSES),
        blur_sd=f"{BLUR_SD:.1f}",
    )


def _in_words(edition: Edition) -> str:
    questions, minutes = counted(len(edition.items), "question"), counted(edition.minutes, "minute")
    return f"{edition.name}: {questions}, about {minutes}"


def keys_in_words(instrument: Instrument) -> str:
    """What agreeing with everything leads to, as far as the keys of every edition let that be said."""
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
        return f"All statements of these point to one end, and agreeing with all leads there: {names}."
    if all(keyed.count("+") == keyed.count("-") for _, keyed in balances):
        return "Each facet has as many statements for either end, so agreeing with all leads to the middle."
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


def _facet_key(facet: Facet, domain: str, instrument: Instrument) -> FacetKey:
    items = [item for item in instrument.all_items() if item.facet == facet.id]
    return FacetKey(
        id=facet.id,
        name=facet.name,
        domain=domain,
        low_pole=facet.low_pole,
        high_pole=facet.high_pole,
        description=facet.description,
        statements=tuple(
            StatementKey(
                text=item.text,
                towards=facet.high_pole if item.keyed == "+" else facet.low_pole,
                pole="high" if item.keyed == "+" else "low",
                editions=_editions_of(item.id, instrument),
            )
            for item in items
            if isinstance(item, Statement)
        ),
        situations=tuple(
            SituationKey(
                text=item.text,
                editions=_editions_of(item.id, instrument),
                options=tuple(
                    OptionKey(option.text, _number(option.value), option.reason)
                    for option in sorted(item.options, key=lambda option: option.value)
                ),
            )
            for item in items
            if isinstance(item, Situation)
        ),
    )


def _editions_of(item_id: str, instrument: Instrument) -> str:
    asking = [edition for edition in instrument.editions.values() if item_id in edition.items_by_id]
    if len(asking) == len(instrument.editions):
        return "in every edition"
    return "in the " + " and the ".join(edition.name.lower() for edition in asking) + " only"


def _figure_rows(edition: Edition, instrument: Instrument) -> tuple[FigureRow, ...]:
    return tuple(
        FigureRow(
            edition=edition.name,
            level=figure.level.capitalize(),
            correlation=f"{figure.correlation:.2f}",
            coverage=f"{figure.coverage:.0f} %",
            mean_sem=f"{figure.mean_sem:.0f}",
        )
        for figure in simulated_figures(edition, instrument)
    )


def _number(value: float) -> str:
    """Without decimals that say nothing."""
    return f"{value:g}"
