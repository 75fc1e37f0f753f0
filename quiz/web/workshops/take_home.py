"""What a facilitator takes home: the report to print, and the aggregates as tables. No row is a person."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.store.workshops import Workshop
from quiz.web.services import services
from quiz.web.teams.export import team_csv, team_xlsx
from quiz.web.teams.pages import TeamSection
from quiz.web.teams.room import find_live_or_404, page_title, room_of
from quiz.web.teams.section import kept_rounds, kept_section, team_section
from quiz.web.workshops.access import find_permit_or_404
from quiz.web.workshops.pages import ReportPage

blueprint = Blueprint("take_home", __name__, url_prefix="/workshops/<workshop_id>")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/report")
def report(workshop_id: str) -> ResponseReturnValue:
    workshop, team = _find_team_or_404(workshop_id)
    page = ReportPage(
        title=page_title(replace(workshop, round=team.round), "Report"),
        room=room_of(find_live_or_404(workshop_id)),
        team=team,
        plotly_src=services().assets.plotly_url,
        base_url=url_for("console.show", workshop_id=workshop_id),
    )
    return render_template("workshops/report.html", page=page)


@blueprint.get("/team.csv")
def download_csv(workshop_id: str) -> ResponseReturnValue:
    _, team = _find_team_or_404(workshop_id)
    return _download(team_csv(team), "text/csv", "csv")


@blueprint.get("/team.xlsx")
def download_xlsx(workshop_id: str) -> ResponseReturnValue:
    _, team = _find_team_or_404(workshop_id)
    return _download(team_xlsx(team), XLSX, "xlsx")


def _find_team_or_404(workshop_id: str) -> tuple[Workshop, TeamSection]:
    """What is on the screens, for a facilitator, or the picture of a round that is over."""
    workshop = find_permit_or_404(workshop_id).workshop
    wanted = request.args.get("round", "")
    kept = {str(each): each for each in kept_rounds(workshop)} if wanted else {}
    team = kept_section(workshop, kept[wanted]) if wanted in kept else team_section(workshop)
    if team is None or wanted not in {"", str(team.round)}:
        abort(404)
    return workshop, team


def _download(body: str | bytes, mimetype: str, ending: str) -> Response:
    disposition = f'attachment; filename="limelight-team.{ending}"'
    return Response(body, mimetype=mimetype, headers={"Content-Disposition": disposition})
