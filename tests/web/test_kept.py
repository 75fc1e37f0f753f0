"""What processes keep in memory stays bounded, and what is asked for stays longest."""

from __future__ import annotations

from quiz.web.services import Kept


def test_it_lets_go_of_what_was_not_asked_for_longest():
    kept: Kept[str, int] = Kept(2)
    assert kept.keep("map", 1) == 1
    kept.keep("facets", 2)
    assert kept.get("map") == 1
    kept.keep("guide", 3)
    assert [kept.get(key) for key in ("map", "facets", "guide")] == [1, None, 3]


def test_what_is_kept_anew_is_new_and_what_is_forgotten_is_gone():
    kept: Kept[str, int] = Kept(2)
    kept.keep("map", 1)
    kept.keep("facets", 2)
    kept.keep("map", 4)
    kept.keep("guide", 3)
    assert (kept.get("map"), kept.get("facets")) == (4, None)
    kept.forget("map")
    kept.forget("nothing")
    assert kept.get("map") is None
