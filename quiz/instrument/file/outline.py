"""Outline: a forgiving view of the data for the rules. What is misshapen is left out; `check` tells of it.

So a file with a missing text and a dangling id is told both at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from quiz.instrument.file.report import Path
from quiz.instrument.file.yaml_reader import Data


@dataclass(frozen=True)
class Outline:
    """One mapping in the file, and where it stands."""

    path: Path
    fields: dict[str, Data]

    @property
    def id(self) -> str | None:
        return self.text("id")

    def text(self, key: str) -> str | None:
        value = self.fields.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> float | None:
        value = self.fields.get(key)
        return value if isinstance(value, int | float) else None

    def texts(self, key: str) -> list[tuple[Path, str]]:
        """The texts in a list, each with its path."""
        return [(path, entry) for path, entry in self._listed(key) if isinstance(entry, str)]

    def entries(self, key: str) -> list[Outline]:
        """The mappings in a list."""
        return [Outline(path, entry) for path, entry in self._listed(key) if isinstance(entry, dict)]

    def mapping(self, key: str) -> dict[str, Data]:
        value = self.fields.get(key)
        return value if isinstance(value, dict) else {}

    def length(self, key: str) -> int:
        """Of a list, with all that is misshapen in it."""
        return len(self._listed(key))

    def is_whole(self, key: str) -> bool:
        """Whether a list has entries and each has an id, so that an id it lacks is truly unknown."""
        listed, entries = self._listed(key), self.entries(key)
        return bool(listed) and len(listed) == len(entries) and all(entry.id for entry in entries)

    def _listed(self, key: str) -> list[tuple[Path, Data]]:
        value = self.fields.get(key)
        if not isinstance(value, list):
            return []
        return [((*self.path, key, index), entry) for index, entry in enumerate(value)]


@dataclass(frozen=True)
class InstrumentOutline(Outline):
    """The whole file."""

    @cached_property
    def domains(self) -> list[Outline]:
        return self.entries("domains")

    @cached_property
    def facets(self) -> list[Outline]:
        return [facet for domain in self.domains for facet in domain.entries("facets")]

    @property
    def knows_every_facet(self) -> bool:
        return self.is_whole("domains") and all(domain.is_whole("facets") for domain in self.domains)

    @cached_property
    def items(self) -> list[Outline]:
        return self.entries("items")

    @cached_property
    def archetypes(self) -> list[Outline]:
        return self.entries("archetypes")

    @cached_property
    def editions(self) -> list[Outline]:
        return self.entries("editions")

    @cached_property
    def items_by_id(self) -> dict[str, Outline]:
        """The first of those that share an id."""
        return {item.id: item for item in reversed(self.items) if item.id}

    def items_of(self, edition: Outline) -> list[Outline]:
        """The items of an edition that the file holds, in its order."""
        ids = (item_id for _, item_id in edition.texts("items"))
        return [self.items_by_id[item_id] for item_id in ids if item_id in self.items_by_id]
