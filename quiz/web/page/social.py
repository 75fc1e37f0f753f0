"""Link previews of pages that are about nobody, or about somebody in private."""

from __future__ import annotations

from flask import url_for

from quiz.instrument.instrument import Instrument
from quiz.web.assets import DEFAULT_CARD
from quiz.web.page.pages import Social
from quiz.web.services import services

GENERAL_ALT = "Limelight: see where you stand. A beam of light from amber to blue."
"""Description of the picture that says nothing about anyone."""


def general_social() -> Social:
    """The same for every page: no result, no address but the first page's."""
    origin, instrument = services().settings.origin, services().instrument
    poles = instrument.headline
    return Social(
        title=f"{instrument.title}: where do you stand between {poles.low_pole} and {poles.high_pole}?",
        description=lead_of(instrument),
        url=origin + url_for("about.landing"),
        image_url=origin + services().assets.url(DEFAULT_CARD),
        image_alt=GENERAL_ALT,
    )


def lead_of(instrument: Instrument) -> str:
    """Purpose of the questionnaire, in its own words if it has any."""
    return (
        instrument.welcome.lead
        or "A self-reflection that says how sure it is, and labels nobody near the middle."
    )
