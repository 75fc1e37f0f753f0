"""Rules for every route there is, walked from the URL map."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.cast import Person
from tests.web.test_start import count_response_sets


def _path(rule: Rule, token: str) -> str:
    """The rule's address with this in every place that is to be filled."""
    return re.sub(r"<\w+>", token, rule.rule)


def _rules(app: Flask) -> list[Rule]:
    rules = list(app.url_map.iter_rules())
    assert len(rules) > 8
    return rules


def test_every_post_refuses_what_is_not_ours(ada: Person) -> None:
    ada.finish()
    posts = [rule for rule in _rules(ada.app) if "POST" in (rule.methods or set())]
    assert len(posts) == 30
    for rule in posts:
        response = ada.client.post(_path(rule, ada.token), headers={"Sec-Fetch-Site": "cross-site"})
        assert response.status_code == 400, rule
    assert ada.client.get(ada.result_path).status_code == 200


def test_no_address_holds_a_countable_number(app: Flask) -> None:
    assert not [rule for rule in _rules(app) if "int:" in rule.rule or "float:" in rule.rule]


def test_everything_under_a_private_link_is_404_for_an_outsider(ada: Person, cleo: Person) -> None:
    ada.finish()
    private = [rule for rule in _rules(ada.app) if {"token", "share_token"} & rule.arguments]
    assert len(private) >= 18
    for rule in private:
        path = _path(rule, "B" * 32)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = cleo.client.open(path, method=method, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code in ({404} if method == "GET" else {400, 404}), (method, rule)


@pytest.mark.parametrize("bad", ["9" * 5000, "%00", "%2e%2e", "%252e%252e", "a" * 32, "%FF", "<script>"])
def test_no_get_fails_or_writes_whatever_the_address(ada: Person, bad: str) -> None:
    ada.start()
    before = count_response_sets(ada.app)
    for rule in _rules(ada.app):
        path = _path(rule, bad)
        for method in ("GET", "HEAD", "OPTIONS"):
            response = ada.client.open(path, method=method)
            assert response.status_code < 500, (method, path)
            assert bad not in response.text or not bad.startswith("<")
    assert count_response_sets(ada.app) == before


def test_every_answer_carries_the_security_headers(ada: Person) -> None:
    ada.finish()
    for path in ("/", "/help", "/healthz", "/nothing", ada.result_path, f"{ada.result_path}/data.json"):
        headers = ada.client.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Limelight"] == "1"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_script_is_told_where_to_and_everybody_else_is_redirected(ada: Person) -> None:
    ada.start()
    form = {"edition": "quick", "csrf_token": ada.hidden("csrf_token")}
    told = ada.client.post("/questionnaire", data=form, headers={"X-Limelight": "1"})
    assert told.status_code == 200
    assert "Location" not in told.headers
    assert ada.client.get(told.headers["X-Limelight-Location"]).status_code == 200
    led = ada.client.post("/questionnaire", data=form)
    assert led.status_code == 303
    assert "X-Limelight-Location" not in led.headers
    assert ada.client.get("/help", headers={"X-Limelight": "1"}).status_code == 200
    assert ada.client.get("/nothing", headers={"X-Limelight": "1"}).status_code == 404


def test_no_page_holds_inline_script_or_style(ada: Person) -> None:
    pages = ["/", "/sample", "/help", "/privacy", "/scoring", "/patterns", "/nothing"]
    ada.start("full")
    pages.append(f"/questionnaire/{ada.token}")
    result = ada.finish("full")
    rooms = ("deletion", "share-links", "phone", "retake", "research")
    pages += [result, *(f"{result}/{room}" for room in rooms)]
    for path in pages:
        ada.get(path)
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", ada.page), path
        for script in re.findall(r"<script[^>]*>", ada.page):
            assert "src=" in script or 'type="application/json"' in script, path
