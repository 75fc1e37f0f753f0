"""The team's picture as tables for a spreadsheet: the same figures as on the page, and no row per person."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from quiz.charts.base.chart import Chart
from quiz.measurement.csv_text import csv_for_people
from quiz.web.teams.pages import TeamSection

Sheet = tuple[str, list[tuple[str, ...]]]


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
    charts = {
        "Map": team.map,
        "Facets": team.facets,
        "Rounds": team.rounds,
    }
    for name, chart in charts.items():
        if chart is not None:
            yield name, _table(chart)
    if team.commitments:
        yield "Commitments", [("Commitment",), *((text,) for text in team.commitments)]


def _table(chart: Chart) -> list[tuple[str, ...]]:
    """The last header is that of the drawn bars, which are no figures."""
    return [chart.table.headers[:-1], *(row.cells for row in chart.table.rows)]
