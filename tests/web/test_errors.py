"""Errors are pages too: what happened, what became of the answers, what to do. Never a trace."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask, abort

from quiz.settings.host_names import host_names
from quiz.web.page.errors import ERROR_TEXTS
from tests.cast import Person
from tests.web.conftest import app_for, settings_for


@pytest.mark.parametrize("status", sorted(ERROR_TEXTS))
def test_each_error_says_what_became_of_the_answers_and_what_to_do(settings_app: Flask, status: int) -> None:
    person = Person("Ada", settings_app)
    assert person.get(f"/broken/{status}").status_code == status
    text = ERROR_TEXTS[status]
    for sentence in (text.heading, text.what_happened, text.answers, text.next_step):
        assert sentence in person.page.replace("&#39;", "'")
    assert str(status) not in person.page.split("<h1", 1)[1].split("</h1>", 1)[0]


def test_all_the_errors_people_can_meet_have_words() -> None:
    assert set(ERROR_TEXTS) == {400, 403, 404, 405, 410, 413, 429, 500, 503}


def test_a_fault_of_ours_shows_no_trace_and_logs_no_private_link(
    settings_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    person = Person("Ada", settings_app)
    with caplog.at_level(logging.INFO):
        assert person.get("/fault/planted-token-planted-token").status_code == 500
    assert "planted" not in person.page
    assert "ZeroDivisionError" not in person.page
    assert "planted" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "/fault/<token>" in caplog.text


def test_a_script_gets_its_error_as_json(ada: Person) -> None:
    response = ada.client.post("/questionnaire/unknown/responses", json={})
    assert response.is_json
    assert response.status_code == 400


@pytest.mark.parametrize(("size", "status"), [(64 * 1024, 400), (64 * 1024 + 1, 413)])
def test_a_body_larger_than_any_questionnaire_is_refused(ada: Person, size: int, status: int) -> None:
    ada.start()
    form = "application/x-www-form-urlencoded"
    response = ada.client.post(f"/questionnaire/{ada.token}", data="x=" + "y" * (size - 2), content_type=form)
    assert response.status_code == status
    assert ("too much at once" in response.text) == (status == 413)


def test_ten_thousand_fields_are_refused(ada: Person) -> None:
    ada.start()
    assert ada.submit({f"q{n}": "1" for n in range(10_000)}).status_code in {400, 413}


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/xml", ""])
def test_a_form_of_another_type_is_refused(ada: Person, content_type: str) -> None:
    ada.start()
    headers = {"X-CSRFToken": ada.hidden("csrf_token")}
    for body in (b"", b"remit-1=3", b"\xff\xfe"):
        response = ada.client.post(
            f"/questionnaire/{ada.token}", data=body, content_type=content_type, headers=headers
        )
        assert response.status_code == 400


def test_an_uploaded_file_is_refused(ada: Person) -> None:
    import io

    ada.start()
    data = {**ada.form, **ada.answers(), "upload": (io.BytesIO(b"x"), "x.txt")}
    response = ada.client.post(f"/questionnaire/{ada.token}", data=data, content_type="multipart/form-data")
    assert response.status_code == 400
    assert not any(
        path.name == "x.txt" for path in ada.app.extensions["limelight"].settings.instance_dir.rglob("*")
    )


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE"])
def test_no_other_method_changes_anything(ada: Person, method: str) -> None:
    ada.start()
    for path in ("/questionnaire", f"/questionnaire/{ada.token}/responses"):
        response = ada.client.open(path, method=method, json={"edition": "full"})
        is_asking = method == "OPTIONS" or (method in {"GET", "HEAD"} and path.endswith("/responses"))
        assert response.status_code in ({200} if is_asking else {400, 405})
    assert ada.client.get(ada.result_path).status_code == 303


def test_another_host_name_is_refused_where_hosts_are_named(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, allowed_hosts=("limelight.example",)))
    client = app.test_client()
    assert client.get("/", headers={"Host": "limelight.example"}).status_code == 200
    for host in ("evil.example", "limelight.example.evil.example", "evil.example:80"):
        response = client.get("/", headers={"Host": host})
        assert response.status_code == 400
        assert "evil" not in response.text


@pytest.mark.parametrize(
    ("allowed", "same", "others"),
    [
        (
            "limelight.example",
            ("LimeLight.Example", "limelight.example.", "limelight.example:8000", "LIMELIGHT.EXAMPLE.:80"),
            ("limelight.example..", "a.limelight.example", "limelight.example.evil", "limelight", "", "a b"),
        ),
        (
            "[::1]",
            ("[::1]", "[::1]:8000", "[0:0:0:0:0:0:0:1]"),
            ("::1", "[::2]", "[::1", "[::1].", "[::1]evil.example", "127.0.0.1"),
        ),
        ("2001:DB8::1", ("[2001:db8::1]", "[2001:DB8::1]:443"), ("[2001:db8::2]",)),
        (
            ".example.org",
            ("a.example.org", "A.Example.Org.", "example.org:81", "a.b.example.org"),
            ("anexample.org", "example.org.evil", ".org"),
        ),
        ("127.0.0.1", ("127.0.0.1", "127.0.0.1:8000"), ("127.0.0.2", "[127.0.0.1]")),
    ],
)
@pytest.mark.sqlite_only("no database is asked")
def test_hosts_are_the_same_in_any_case_with_a_last_dot_or_a_port(
    tmp_path: Path, allowed: str, same: tuple[str, ...], others: tuple[str, ...]
) -> None:
    client = app_for(settings_for(tmp_path, allowed_hosts=host_names((allowed,)))).test_client()
    for host in same:
        assert client.get("/help", headers={"Host": host}).status_code == 200, host
    for host in others:
        assert client.get("/help", headers={"Host": host}).status_code == 400, host


def test_no_page_repeats_the_host_it_was_asked_for(ada: Person) -> None:
    ada.finish()
    hostile = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "10.9.8.7"}
    for path in ("/", "/help", ada.result_path, f"{ada.result_path}/deletion", "/nothing"):
        response = ada.client.get(path, headers=hostile)
        assert "evil" not in response.text
        assert "evil" not in str(response.headers)
    redirect = ada.client.get(f"/questionnaire/{ada.token}", headers=hostile)
    assert redirect.location.startswith("/results/")


def test_the_configured_address_is_what_the_private_link_shows(tmp_path: Path) -> None:
    ada = Person("Ada", app_for(settings_for(tmp_path, base_url="http://limelight.example")))
    ada.get(ada.finish(), headers={"Host": "evil.example"})
    assert f"http://limelight.example/results/{ada.token}" in ada.page


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_there_is_nothing_that_redirects_where_a_visitor_says(ada: Person, target: str) -> None:
    ada.finish()
    for path in ("/", ada.result_path, f"/questionnaire/{ada.token}"):
        for name in ("next", "url", "return_to", "sent", "notice"):
            response = ada.client.get(path, query_string={name: target})
            assert target not in response.text
            assert "evil" not in (response.location or "")


@pytest.mark.parametrize(
    "header",
    [
        {"Range": "bytes=0-5"},
        {"If-None-Match": "*"},
        {"Last-Event-ID": "abc"},
        {"Accept-Language": "x" * 10_000},
    ],
)
def test_odd_headers_are_ignored(ada: Person, header: dict[str, str]) -> None:
    ada.finish()
    assert ada.get(ada.result_path, headers=header).status_code == 200
    assert "</html>" in ada.page


def test_a_line_break_in_a_header_or_address_goes_nowhere(
    ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    ada.start()
    with caplog.at_level(logging.INFO):
        ada.submit(ada.answers() | {"x\r\nSet-Cookie: evil=1": "3"})
        response = ada.get("/results/x%0d%0aSet-Cookie:%20evil=1")
    assert "evil" not in str(response.headers)
    assert all("\n" not in record.getMessage() for record in caplog.records)


@pytest.fixture
def settings_app(tmp_path: Path) -> Flask:
    """The application with two routes that fail on purpose."""
    app = app_for(settings_for(tmp_path))
    app.add_url_rule("/broken/<int:code>", "broken", abort)
    app.add_url_rule("/fault/<token>", "fault", lambda **_token: str(1 // 0))
    return app
