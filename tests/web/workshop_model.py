"""What must be true of a workshop by its rules alone, whatever pages say."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Model:
    """What must be true of the workshop by its rules alone."""

    stage: str = "lobby"
    round: int = 1
    minimum: int = 3
    is_locked: bool = False
    is_shown: bool = False
    has_anybody_joined: bool = False
    here: dict[str, bool] = field(default_factory=dict)
    """Who takes part in this round, and whether they have finished."""

    sentences: dict[str, str] = field(default_factory=dict)
    pictures: list[frozenset[str]] = field(default_factory=list)

    @property
    def finished(self) -> frozenset[str]:
        return frozenset(name for name, is_done in self.here.items() if is_done)

    def expected_sentences(self) -> list[str]:
        return ["Commitment", *self.sentences.values()] if self.sentences else []

    def may_show_anew(self) -> bool:
        """Everybody of the last picture is there still, and at least `minimum` came."""
        last = self.pictures[-1] if self.pictures else frozenset()
        return last <= self.finished and len(self.finished - last) >= self.minimum
