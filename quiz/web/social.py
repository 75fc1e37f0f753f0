"""What link previews show of pages that are about nobody, or about somebody in private."""

from __future__ import annotations

from flask import url_for

from quiz.web.assets import DEFAULT_CARD
from quiz.web.services import services
from quiz.web.shared.pages import Social

GENERAL_ALT = "Limelight: see where you stand. A beam of light from amber to blue."
"""What is on the picture that says nothing about anyone."""


def general_social() -> Social:
    """The same for every page: no result, no address but the first page's."""
    origin = services().settings.origin
    return Social(
        title="Limelight: where do you stand between superstar and enabler?",
        description="A self-reflection for people in social, community and communication roles. It says how "
        "sure it is, and labels nobody near the middle.",
        url=origin + url_for("about.landing"),
        image_url=origin + services().assets.url(DEFAULT_CARD),
        image_alt=GENERAL_ALT,
    )
