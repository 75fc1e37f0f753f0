"""`python -m quiz.cli`, where the command `limelight` is not in the path."""

from quiz.cli import limelight

limelight(prog_name="limelight")
