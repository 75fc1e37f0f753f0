"""`limelight instrument`: is a file of items in order, and what may be in it? Others have own modules."""

from __future__ import annotations

from typing import BinaryIO

import click

from quiz.charts.card import undrawable
from quiz.instrument.file import (
    MOST_BYTES,
    InstrumentFileError,
    check_instrument,
    decode_instrument,
    parse_instrument,
    schema_text,
)
from quiz.instrument.instrument import Instrument


@click.group()
def instrument() -> None:
    """Check instrument files, try them on simulated respondents, see how those in use are doing."""


@instrument.command()
@click.argument("file", type=click.File("rb"))
@click.pass_context
def check(context: click.Context, file: BinaryIO) -> None:
    """Report all that is wrong with the instrument in FILE ("-" for standard input).

    The exit status is 1 when there are faults, 0 when there are none or only warnings.
    """
    source = click.format_filename(getattr(file, "name", "<stdin>"))
    try:
        text = decode_instrument(file.read(MOST_BYTES + 1), source)
        report = check_instrument(text, source, undrawable)
    except InstrumentFileError as error:
        report = error.report
    for line in report.lines():
        click.echo(line)
    click.echo(f"{source}: {_count(report.faults, 'fault')}, {_count(report.warnings, 'warning')}")
    context.exit(1 if report.faults else 0)


@instrument.command()
def schema() -> None:
    """Print the JSON Schema of instrument files, which docs/instrument.schema.json holds."""
    click.echo(schema_text(), nl=False)


def read_instrument(file: BinaryIO) -> Instrument:
    """The instrument in an open file; every fault is said, and ends the command with exit status 1."""
    source = click.format_filename(getattr(file, "name", "<stdin>"))
    try:
        return parse_instrument(decode_instrument(file.read(MOST_BYTES + 1), source), source)
    except InstrumentFileError as error:
        raise click.ClickException("\n".join(error.report.lines())) from error


def _count(things: tuple[object, ...], what: str) -> str:
    return f"{len(things) or 'no'} {what}{'' if len(things) == 1 else 's'}"
