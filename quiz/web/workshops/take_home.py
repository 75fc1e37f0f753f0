"""Report to print, and the same figures as tables, for a facilitator to take home. No row is a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from quiz.charts.base.chart import Chart
from quiz.measurement.csv_text import csv_for_people
from quiz.store.workshops import Workshop
from quiz.web.guards.workshops import find_permit_or_404
from quiz.web.workshops.picture import TeamSection, kept_rounds, kept_section, team_section
from quiz.web.workshops.workshop_view import WorkshopView, find_live_or_404, page_title, workshop_view


@dataclass(frozen=True)
class ReportPage:
    title: str
    workshop: WorkshopView
    team: TeamSection
    workshop_id: str
    is_private: bool = True


Sheet = tuple[str, list[tuple[str, ...]]]


blueprint = Blueprint("take_home", __name__, url_prefix="/workshops/<workshop_id>")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/report")
def report(workshop_id: str) -> ResponseReturnValue:
    workshop, team = _find_team_or_404(workshop_id)
    page = ReportPage(
        title=page_title(replace(workshop, round=team.round), "Report"),
        workshop=workshop_view(find_live_or_404(workshop_id)),
        team=team,
        workshop_id=workshop_id,
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
    """Picture on the screens, for a facilitator, or that of a round that is over."""
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


def team_csv(team: TeamSection) -> str:
    """All tables in one file, one under another."""
    return csv_for_people(row for name, rows in _sheets(team) for row in [(name,), *rows, ()])


def team_xlsx(team: TeamSection) -> bytes:
    """A sheet a table. Every cell is text or a number, never a formula."""
    import xlsxwriter  # noqa: PLC0415 - two megabytes in each process, and few ever ask for it

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in _sheets(team):
            sheet = book.add_worksheet(name[:31])
            sheet.set_column(0, 0, 44)
            sheet.set_column(1, 8, 24)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(line, column, cell, heading if line == 0 else wrapped)
    return file.getvalue()


def _sheets(team: TeamSection) -> Iterator[Sheet]:
    yield "About", [("What", "Value"), ("People in the picture", str(team.n)), ("Round", str(team.round))]
    for name, chart in {"Map": team.map, "Themes": team.facets, "Rounds": team.rounds}.items():
        if chart is not None:
            yield name, _table(chart)
    if team.commitments:
        yield "Commitments", [("Commitment",), *((text,) for text in team.commitments)]


def _table(chart: Chart) -> list[tuple[str, ...]]:
    """The last header is that of the drawn bars, which are no figures."""
    return [chart.table.headers[:-1], *(row.cells for row in chart.table.rows)]
