"""Statistics: from sums to figures, each only from as many respondents as it needs (see `figures`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from quiz.evidence import coefficients
from quiz.evidence.coefficients import (
    LEAST_ITEMS,
    AnalysisExtraMissingError,
    Covariances,
    NoSolutionError,
    OneFactor,
    one_factor,
)
from quiz.evidence.figures import (
    LEAST_FOR_CORRELATIONS,
    LEAST_FOR_MEANS,
    LEAST_FOR_SHARES,
    Absent,
    EditionStatistics,
    Figure,
    ItemStatistics,
    ScaleKind,
    ScaleStatistics,
    ShareStatistics,
    item_flags,
)
from quiz.evidence.sums import EditionSums, FacetSums, ItemSums, Moments
from quiz.evidence.variance_shares import variance_shares

FitOneFactor = Callable[[Sequence[Sequence[float]]], OneFactor]

_TOO_FEW = Figure(absent=Absent.TOO_FEW)
_NOT_MEANT = Figure(absent=Absent.NOT_MEANT)


def edition_statistics(sums: EditionSums, fit: FitOneFactor = one_factor) -> EditionStatistics:
    """All figures of one edition, scales from the headline down, items in the edition's order."""
    facets = sums.settle()
    items = {
        item.id: item
        for facet_id, facet in facets.items()
        for item in _item_statistics(facet_id, facet, sums)
    }
    scales = tuple(_scales(sums, fit))
    return EditionStatistics(
        instrument_id=sums.instrument.id,
        version=sums.instrument.version,
        sha256=sums.instrument.sha256,
        edition=sums.edition.id,
        respondents=sums.respondents,
        scales=scales,
        shares=_shares(sums, [scale for scale in scales if scale.kind == "facet"]),
        items=tuple(items[item.id] for item in sums.edition.items),
    )


def _scales(sums: EditionSums, fit: FitOneFactor) -> Iterator[ScaleStatistics]:
    asked = {facet_id: facet for facet_id, facet in sums.facets.items() if facet.items}
    facets = {facet_id: _facet_scale(facet_id, facet, fit) for facet_id, facet in asked.items()}
    domains = {
        domain.id: _mean_scale(
            "domain", domain.id, sums.domains[domain.id], [facets.get(facet.id) for facet in domain.facets]
        )
        for domain in sums.instrument.domains
    }
    yield _mean_scale("headline", "headline", sums.headline, list(domains.values()))
    yield from domains.values()
    yield from facets.values()


def _shares(sums: EditionSums, facets: Sequence[ScaleStatistics]) -> ShareStatistics:
    n = sums.together.n
    domains = [
        domain.id for domain in sums.instrument.domains for facet in domain.facets if facet.id in sums.asked
    ]
    missing = next((each.reliability.absent for each in facets if each.reliability.absent), None)
    if n < LEAST_FOR_SHARES:
        missing = Absent.TOO_FEW
    elif any(domains.count(each) < 2 for each in domains):
        missing = Absent.NOT_MEANT
    if missing:
        return ShareStatistics(n, *(Figure(absent=missing),) * 4)
    errors = [(each.sd.value or 0.0) ** 2 * (1 - (each.reliability.value or 0.0)) for each in facets]
    found = variance_shares(sums.together.covariances(), errors, domains)
    if found is None:
        return ShareStatistics(n, *(Figure(absent=Absent.NO_VARIANCE),) * 4)
    return ShareStatistics(
        n, Figure(found.general), Figure(found.domain), Figure(found.own), Figure(found.sd)
    )


def _facet_scale(facet_id: str, facet: FacetSums, fit: FitOneFactor) -> ScaleStatistics:
    complete, k = facet.complete, len(facet.items)
    covariances = complete.covariances() if complete.n >= LEAST_FOR_MEANS else None
    alpha = _alpha(covariances)
    low, high = alpha, alpha
    if alpha.value is not None:
        low, high = (Figure(end) for end in coefficients.feldt_interval(alpha.value, complete.n, k))
    sd = _sd(facet.score)
    return ScaleStatistics(
        kind="facet",
        id=facet_id,
        items=k,
        scored=facet.score.n,
        complete=complete.n,
        mean=_mean(facet.score),
        sd=sd,
        reliability=alpha,
        reliability_low=low,
        reliability_high=high,
        omega=_omega(covariances, fit) if complete.n >= LEAST_FOR_CORRELATIONS else _TOO_FEW,
        sem=_sem(sd, alpha, complete.n),
    )


def _mean_scale(
    kind: ScaleKind, scale_id: str, moments: Moments, parts: Sequence[ScaleStatistics | None]
) -> ScaleStatistics:
    known = [part for part in parts if part is not None]
    complete = min((part.complete for part in known), default=0)
    sd = _sd(moments)
    reliability = _stratified(sd, parts)
    return ScaleStatistics(
        kind=kind,
        id=scale_id,
        items=sum(part.items for part in known),
        scored=moments.n,
        complete=complete,
        mean=_mean(moments),
        sd=sd,
        reliability=reliability,
        reliability_low=_NOT_MEANT,
        reliability_high=_NOT_MEANT,
        omega=_NOT_MEANT,
        sem=_sem(sd, reliability, complete),
    )


def _item_statistics(facet_id: str, facet: FacetSums, sums: EditionSums) -> Iterator[ItemStatistics]:
    rests: tuple[float | None, ...] = (None,) * len(facet.items)
    is_enough = facet.complete.n >= LEAST_FOR_CORRELATIONS
    if is_enough:
        rests = coefficients.item_rest_correlations(facet.complete.covariances())
    for (item_id, item), rest in zip(facet.items.items(), rests, strict=True):
        item_rest = Figure.of(rest, _why_no_rest(len(facet.items))) if is_enough else _TOO_FEW
        mean, sd, is_shown = _mean(item.moments), _sd(item.moments), sums.respondents >= LEAST_FOR_MEANS
        missed = item.not_answered / sums.respondents if is_shown else 0.0
        yield ItemStatistics(
            id=item_id,
            facet=facet_id,
            answered=item.moments.n,
            not_answered=item.not_answered,
            mean=mean,
            sd=sd,
            item_rest=item_rest,
            option_counts=_option_counts(item_id, item, sums) if is_shown else (),
            flags=item_flags(mean, sd, item_rest, missed),
        )


def _mean(moments: Moments) -> Figure:
    return Figure(moments.means()[0]) if moments.n >= LEAST_FOR_MEANS else _TOO_FEW


def _sd(moments: Moments) -> Figure:
    return Figure(moments.sd()) if moments.n >= LEAST_FOR_MEANS else _TOO_FEW


def _alpha(covariances: Covariances | None) -> Figure:
    if covariances is None:
        return _TOO_FEW
    return Figure.of(coefficients.cronbach_alpha(covariances), _why_no_rest(len(covariances)))


def _why_no_rest(items: int) -> Absent:
    return Absent.TOO_FEW_ITEMS if items < 2 else Absent.NO_VARIANCE


def _omega(covariances: Covariances | None, fit: FitOneFactor) -> Figure:
    matrix = coefficients.correlations(covariances) if covariances else None
    if covariances is None or len(covariances) < LEAST_ITEMS:
        return Figure(absent=Absent.TOO_FEW_ITEMS)
    if matrix is None:
        return Figure(absent=Absent.NO_VARIANCE)
    try:
        factor = fit(matrix)
    except AnalysisExtraMissingError:
        return Figure(absent=Absent.NOT_INSTALLED)
    except NoSolutionError:
        return Figure(absent=Absent.NO_SOLUTION)
    own = coefficients.variances(covariances)
    loadings = [loading * sqrt(variance) for loading, variance in zip(factor.loadings, own, strict=True)]
    uniquenesses = [share * variance for share, variance in zip(factor.uniquenesses, own, strict=True)]
    return Figure(coefficients.mcdonald_omega(loadings, uniquenesses))


def _stratified(sd: Figure, parts: Sequence[ScaleStatistics | None]) -> Figure:
    if sd.value is None:
        return sd
    known = []
    for part in parts:
        if part is None or part.sd.value is None or part.reliability.value is None:
            return part.reliability if part else Figure(absent=Absent.TOO_FEW_ITEMS)
        known.append((part.sd.value**2, part.reliability.value))
    return Figure.of(coefficients.stratified_alpha(known, sd.value**2))


def _sem(sd: Figure, reliability: Figure, complete: int) -> Figure:
    if complete < LEAST_FOR_CORRELATIONS:
        return _TOO_FEW
    if sd.value is None or reliability.value is None:
        return reliability
    return Figure(coefficients.standard_error(sd.value, reliability.value))


def _option_counts(item_id: str, item: ItemSums, sums: EditionSums) -> tuple[int, ...]:
    count = sums.instrument.option_count(sums.edition.items_by_id[item_id])
    return tuple(item.options[option] for option in range(1, count + 1))
