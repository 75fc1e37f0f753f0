"""A result, for whoever holds its private link: see it, take it away, delete it."""

from __future__ import annotations

import json
from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.measurement.instrument import Instrument
from quiz.measurement.responses import ResponseSet
from quiz.measurement.result_file import result_csv, result_document
from quiz.store.engine import writing_once
from quiz.store.response_sets import SavedResponseSet, delete_response_set
from quiz.web.access import find_instrument_or_404, find_response_set_or_404
from quiz.web.pages import DeletionPage
from quiz.web.results.page import Result, ResultLinks, result_page
from quiz.web.services import services

blueprint = Blueprint("results", __name__, url_prefix="/results")

NOTICES = {
    "kept": "You had sent these answers already. They were counted once.",
    "first": "You had already submitted. The first answers stay; those you sent just now were not counted.",
}


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    response_set, completed_on, instrument = _find_finished(token)
    result = Result.of(response_set, instrument)
    notice = NOTICES.get(request.args.get("sent", ""))
    page = result_page(result, completed_on, _links(token), notice)
    return render_template("results/show.html", page=page)


@blueprint.get("/<token>/data.json")
def download_json(token: str) -> ResponseReturnValue:
    document = result_document(*_find_finished(token))
    return _download(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "application/json", "json")


@blueprint.get("/<token>/data.csv")
def download_csv(token: str) -> ResponseReturnValue:
    return _download(result_csv(*_find_finished(token)), "text/csv", "csv")


@blueprint.get("/<token>/deletion")
def confirm_deletion(token: str) -> ResponseReturnValue:
    saved = find_response_set_or_404(token)
    return render_template("results/deletion.html", page=_deletion_page(token, saved))


@blueprint.post("/<token>/deletion")
def delete(token: str) -> ResponseReturnValue:
    find_response_set_or_404(token)
    with writing_once(services().engine) as connection:
        delete_response_set(connection, token)
    return redirect(url_for("about.landing", notice="deleted"), 303)


def _find_finished(token: str) -> tuple[ResponseSet, date, Instrument]:
    """What was submitted under this link; whoever has not submitted yet is led back to the questionnaire."""
    saved = find_response_set_or_404(token)
    if saved.completed_on is None:
        abort(redirect(url_for("questionnaire.show", token=token), 303))
    instrument, _ = find_instrument_or_404(saved.response_set)
    return saved.response_set, saved.completed_on, instrument


def _links(token: str) -> ResultLinks:
    path = url_for("results.show", token=token)
    base = services().settings.base_url or ""
    return ResultLinks(
        private_path=base.rstrip("/") + path,
        json_url=url_for("results.download_json", token=token),
        csv_url=url_for("results.download_csv", token=token),
        deletion_url=url_for("results.confirm_deletion", token=token),
        plotly_src=services().assets.plotly_url,
    )


def _download(text: str, mimetype: str, ending: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="limelight-result.{ending}"'
    return response


def _deletion_page(token: str, saved: SavedResponseSet) -> DeletionPage:
    is_result = saved.completed_on is not None
    return DeletionPage(
        title="Delete",
        heading="Delete this result?" if is_result else "Delete these answers?",
        question=(
            "Your answers and your result will be removed from this server at once, for everybody who has "
            "the link. Nobody can bring them back."
            if is_result
            else "Everything you answered so far will be removed from this server at once. "
            "Nobody can bring it back."
        ),
        action_url=url_for("results.delete", token=token),
        cancel_url=url_for("results.show", token=token),
        button="Delete it for good",
    )
