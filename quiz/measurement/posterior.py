"""Posterior: how probable it is that a facet or a domain lies above the middle, all facets read together.

A facet's own few answers say little, but facets of one person go together, so each tells something of the
others. A hierarchy of normal distributions says how much: a person's general place h, a domain's place m_d
around it, a facet's place μ_f around that, and the raw score x_f around this by its error of measurement:

    h ~ N(50, aV)    m_d ~ N(h, bV)    μ_f ~ N(m_d, cV)    x_f ~ N(μ_f, e_f)    e_f = s² · df/(df - 2) / n_f

Lindley, D. V. & Smith, A. F. M. (1972), Bayes estimates for the linear model, Journal of the Royal
Statistical Society B 34, 1-41; of test scores Kelley, T. L. (1927), Interpretation of educational
measurements, World Book; of subscores Wainer, H. et al. (2001), Augmented scores, in Thissen & Wainer, Test
scoring, Erlbaum; when it is worth it Haberman, S. J. (2008), When can subscores have value?, Journal of
Educational and Behavioral Statistics 33, 204-229.

It needs no norms: it is centred on the middle and favours no pole, so it can only weaken what is claimed.
Its means are not shown as scores: of a facet unlike all the others they are too close to these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import erfc, fsum, sqrt
from typing import NamedTuple

from quiz.instrument.instrument import SCORE_MID, Level
from quiz.measurement.precision import Spread

VARIANCE = 18.0**2
"""Of facets' true scores, in squared points. With an SD of 12 or 24 in place of 18 what is named "probably"
is right in 87 to 90 of 100 cases of the simulation, so little hangs on it."""

GENERAL, DOMAIN, OWN = 0.35, 0.15, 0.50
"""Shares of that variance: common to all facets, to those of a domain, and a facet's own."""

LEAST_DF = 3
"""Below it s² · df/(df - 2), the mean of the error's variance given s², does not exist."""

CLEARLY_FROM = 0.95
CLEARLY_FROM_IN_SHORT = 0.975
"""Where an edition has fewer than FEW_ITEMS a facet: there the error's own uncertainty weighs more."""

FEW_ITEMS = 3
PROBABLY_FROM = 0.80


class Word(StrEnum):
    """What is said of a facet's side, in one of five words."""

    CLEARLY_LOW = "clearly low"
    PROBABLY_LOW = "probably low"
    OPEN = "open"
    PROBABLY_HIGH = "probably high"
    CLEARLY_HIGH = "clearly high"

    @property
    def level(self) -> Level:
        """Low or high when it names that side, else the middle."""
        if self is Word.OPEN:
            return Level.MIDDLE
        return Level.LOW if self in (Word.CLEARLY_LOW, Word.PROBABLY_LOW) else Level.HIGH

    @property
    def is_clear(self) -> bool:
        return self in (Word.CLEARLY_LOW, Word.CLEARLY_HIGH)


class RawScore(NamedTuple):
    """The mean of so many answers, in points."""

    score: float
    answers: int


class Estimate(NamedTuple):
    """Mean and variance, in points and their square, of what is true given all scores."""

    mean: float
    variance: float

    @property
    def p_high(self) -> float:
        """P(above the middle), 0-1."""
        return normal_cdf((self.mean - SCORE_MID) / sqrt(self.variance))


@dataclass(frozen=True)
class Posterior:
    """Estimates by id; an unscored facet has none, nor has a domain with one."""

    domains: Mapping[str, Estimate]
    facets: Mapping[str, Estimate]


NO_POSTERIOR = Posterior({}, {})


def posterior_of(domains: Mapping[str, Mapping[str, RawScore | None]], spread: Spread) -> Posterior:
    """The estimates from raw scores by facet id by domain id; none at all below LEAST_DF."""
    if spread.df < LEAST_DF:
        return NO_POSTERIOR
    of_an_answer = spread.sd**2 * spread.df / (spread.df - 2)
    scored = {
        domain_id: {
            facet_id: _Weighed(raw.score, of_an_answer / raw.answers)
            for facet_id, raw in facets.items()
            if raw
        }
        for domain_id, facets in domains.items()
    }
    sums = {domain_id: _Sums.of(facets) for domain_id, facets in scored.items() if facets}
    precision = 1 / _V_GENERAL + fsum([each.precision for each in sums.values()])
    general = fsum([each.precision * (each.mean - SCORE_MID) for each in sums.values()]) / precision
    found_domains: dict[str, Estimate] = {}
    found_facets: dict[str, Estimate] = {}
    for domain_id, of_domain in sums.items():
        within, variance = of_domain.given(general, precision)
        facets = scored[domain_id]
        found_facets |= {facet_id: each.given(within, variance) for facet_id, each in facets.items()}
        if len(facets) == len(domains[domain_id]):
            found_domains[domain_id] = _mean_of(list(facets.values()), within, variance)
    return Posterior(found_domains, found_facets)


def word_of(p_high: float, score: float, items: int) -> Word:
    """The word of a facet with this probability and raw score, in an edition with `items` for it.

    Never a side to which the facet's own raw score does not lean, however much the others do.
    """
    surest = max(p_high, 1 - p_high)
    clearly = CLEARLY_FROM_IN_SHORT if items < FEW_ITEMS else CLEARLY_FROM
    if surest < PROBABLY_FROM or (p_high - 0.5) * (score - SCORE_MID) <= 0:
        return Word.OPEN
    if p_high > 0.5:
        return Word.CLEARLY_HIGH if surest >= clearly else Word.PROBABLY_HIGH
    return Word.CLEARLY_LOW if surest >= clearly else Word.PROBABLY_LOW


def normal_cdf(z: float) -> float:
    """Φ(z), 0-1."""
    return erfc(-z / _ROOT_OF_TWO) / 2


_ROOT_OF_TWO = sqrt(2)
_V_GENERAL, _V_DOMAIN, _V_OWN = GENERAL * VARIANCE, DOMAIN * VARIANCE, OWN * VARIANCE


class _Weighed(NamedTuple):
    """A raw score and its error's variance, e_f."""

    score: float
    error: float

    @property
    def borrowed(self) -> float:
        """β_f, the part of its estimate that comes from its domain's."""
        return self.error / (_V_OWN + self.error)

    @property
    def left(self) -> float:
        """The variance it would have were its domain's place known."""
        return _V_OWN * self.borrowed

    def given(self, domain: float, variance: float) -> Estimate:
        """Its estimate when its domain's place has this mean, from the middle, and variance."""
        borrowed = self.borrowed
        mean = borrowed * (SCORE_MID + domain) + (1 - borrowed) * self.score
        return Estimate(mean, _V_OWN * borrowed + borrowed**2 * variance)


class _Sums(NamedTuple):
    """Of a domain's scored facets: their summed precision W_d, their weighed mean x̄_d, and u_d, the precision
    with which it tells of the general place."""

    information: float
    mean: float
    precision: float

    @classmethod
    def of(cls, facets: Mapping[str, _Weighed]) -> _Sums:
        precisions = [1 / (_V_OWN + each.error) for each in facets.values()]
        information = fsum(precisions)
        weighed = [w * each.score for w, each in zip(precisions, facets.values(), strict=True)]
        return cls(information, fsum(weighed) / information, 1 / (_V_DOMAIN + 1 / information))

    def given(self, general: float, precision: float) -> tuple[float, float]:
        """m̂_d from the middle, and its variance q_d."""
        borrowed = 1 / (1 + _V_DOMAIN * self.information)
        mean = borrowed * general + (1 - borrowed) * (self.mean - SCORE_MID)
        return mean, 1 / (1 / _V_DOMAIN + self.information) + borrowed**2 / precision


def _mean_of(facets: list[_Weighed], domain: float, variance: float) -> Estimate:
    """A domain's estimate is the mean of its facets': these share what is not known of the domain's place."""
    k = len(facets)
    borrowed = fsum([each.borrowed for each in facets])
    left = fsum([each.left for each in facets])
    mean = fsum([each.given(domain, variance).mean for each in facets]) / k
    return Estimate(mean, (left + borrowed**2 * variance) / k**2)
