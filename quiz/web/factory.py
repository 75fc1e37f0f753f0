"""Puts the application together. Nothing here decides anything about answers, people or pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, Response, request
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import SecurityError

from quiz.charts.base.signs import sign_of
from quiz.settings.host_names import is_among
from quiz.store.database.engine import create_engine_for
from quiz.store.database.group_commit import GroupCommit
from quiz.store.told_counts import tell_by_windows
from quiz.web.front import address_parts
from quiz.web.front.bodies import WholeBodies
from quiz.web.front.compression import compress
from quiz.web.front.headers import SecurityHeaders
from quiz.web.front.log import log_without_waiting
from quiz.web.front.requests import CountedRequests
from quiz.web.front.tallies import Event, Tallies, tallies
from quiz.web.front.tallies import install as install_tallies
from quiz.web.guards import csrf, limits
from quiz.web.guards.csrf import CookieNamedByPort
from quiz.web.guards.limit_store import LimitStore
from quiz.web.page import errors
from quiz.web.page.social import general_social
from quiz.web.page.words import counted
from quiz.web.private import consent as research
from quiz.web.private import retake as retakes
from quiz.web.private import sharpening, standing
from quiz.web.private import views as results
from quiz.web.services import Services, install
from quiz.web.sharing import cards, comparisons, posters
from quiz.web.sharing import links as share_links
from quiz.web.sharing import shared_page as shared
from quiz.web.site import about, health, metrics, privacy, sample, scoring
from quiz.web.site.metrics import routes_of
from quiz.web.startup import load_current_instrument
from quiz.web.taking import views as questionnaire
from quiz.web.taking.saving import ShortWayToSave
from quiz.web.workshops import console, links, participants, take_home
from quiz.web.workshops import joining as door
from quiz.web.workshops import making as workshops
from quiz.web.workshops import screen as projector
from quiz.web.workshops.screen import NothingNew

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from werkzeug.routing import MapAdapter

    from quiz.settings.environment import Settings
    from quiz.web.assets import Assets

TEMPLATES = Path(__file__).parents[2] / "templates"
MAX_BODY_BYTES = 64 * 1024
"""A whole questionnaire is about 2 KB."""

MAX_FORM_FIELDS = 500

BLUEPRINTS = (
    *(about, questionnaire, results, share_links, shared, cards, posters, comparisons, retakes, research),
    *(sharpening, standing),
    *(workshops, console, links, take_home, door, participants, projector),
    *(sample, scoring, privacy, health, metrics),
)

Layer = Callable[["WSGIApplication"], "WSGIApplication"]


class WholeResponse(Response):
    """The server sends a list together with the head, and anything else bit by bit."""

    def get_app_iter(self, environ: WSGIEnvironment) -> Iterable[bytes]:
        parts = super().get_app_iter(environ)
        if not self.is_sequence:
            return parts
        whole = list(parts)
        self.close()
        return whole


class Limelight(Flask):
    """Flask, but its error log names the route and never the address: addresses hold private links."""

    response_class = WholeResponse
    session_interface = CookieNamedByPort()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Flask asks five times a request whether a function is asynchronous; none of ours is."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Flask's own comparison of hosts knows no capitals, last dot or IPv6."""
        hosts = self.config["ALLOWED_HOSTS"]
        if (
            request is not None
            and hosts
            and not is_among(request.environ.get("HTTP_HOST"), hosts)
            and request.path not in health.PATHS  # whoever watches asks at an address, and reads no secret
        ):
            raise SecurityError
        return super().create_url_adapter(request)

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        tallies().count(Event.FAULT)
        self.logger.error("a fault on %s %s", request.method, request.url_rule, exc_info=exc_info)


def create_app(settings: Settings, assets: Assets) -> Flask:
    """The application for one process: its database must be migrated (see `startup.prepare`)."""
    app = Limelight("quiz", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(_configuration(settings))
    app.debug = False  # whatever FLASK_DEBUG says: our error pages, and no traces
    app.url_map.converters["default"] = address_parts.AddressPart
    app.url_map.merge_slashes = False  # what is nearly right is mended in one place (see `address_parts`)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["counted"] = counted
    app.jinja_env.globals |= {
        "sign_of": lambda sides: Markup(sign_of(sides)),  # noqa: S704 - our own strokes
        "asset": assets.url,
        "plotly_src": assets.plotly_url,
        "general_social": general_social,
    }
    app.logger.setLevel(logging.INFO)
    log_without_waiting(app, is_text=settings.development)

    engine = create_engine_for(settings.database_url, pool_size=settings.threads + 1)
    tell_by_windows(engine, settings.secret_key.get_secret_value())
    instrument = load_current_instrument(settings, engine)
    services = Services(settings, engine, GroupCommit(engine), instrument, assets)
    install(services, app.extensions)

    address_parts.refuse_doubled_slashes(app)
    csrf.protect(app)
    errors.register(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    app.after_request(compress)
    for layer in reversed(_layers(app, services, _counted(app, settings))):
        app.wsgi_app = layer(app.wsgi_app)  # type: ignore[assignment, method-assign]
    return app


def _layers(app: Flask, services: Services, counts: Tallies) -> list[Layer]:
    """Layers that a request passes on its way to Flask, and the answer on its way back, outermost first."""
    settings = services.settings
    return [
        partial(CountedRequests, tallies=counts, believes_ids=settings.trusted_proxies > 0),
        partial(SecurityHeaders, app=app, is_https=settings.origin.startswith("https://")),
        services.assets.wrap,
        partial(WholeBodies, threads=settings.threads, most_bytes=4 * MAX_BODY_BYTES),
        partial(ShortWayToSave, services=services),
        partial(NothingNew, services=services),
    ]


def _counted(app: Flask, settings: Settings) -> Tallies:
    """Tallies of requests and events; the store that counts for the limits is installed as well."""
    counts = Tallies(settings.instance_dir / "tallies" / str(settings.port), routes_of(app))
    install_tallies(counts, app.extensions)
    lost = partial(counts.count, Event.REDIS_LOST)
    limits.install(LimitStore(settings.redis_url, when_lost=lost), app.extensions)
    return counts


def _configuration(settings: Settings) -> dict[str, Any]:
    is_https = (settings.base_url or "").startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "SECRET_KEY_FALLBACKS": [key.get_secret_value() for key in settings.secret_key_fallbacks],
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_BODY_BYTES,
        "MAX_FORM_PARTS": MAX_FORM_FIELDS,
        "ALLOWED_HOSTS": settings.allowed_hosts,
        "SESSION_COOKIE_NAME": "__Host-limelight" if is_https else "limelight",
        "SESSION_COOKIE_SECURE": is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
    }
