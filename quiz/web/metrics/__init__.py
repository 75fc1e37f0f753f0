"""What the processes of a server do, in numbers for Prometheus. Nothing of a person is among them."""

from quiz.web.metrics.tallies import Event, Tallies, tallies

__all__ = ["Event", "Tallies", "tallies"]
