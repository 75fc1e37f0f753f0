"""The people in our tests. Ada has a result, Ben answers too, Cleo has no link and must see nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


@dataclass
class Person:
    """Someone with a browser of their own, without JavaScript; keeps the page last read."""

    name: str
    app: Flask
    token: str = ""
    page: str = ""
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, **kwargs: object) -> TestResponse:
        response = self.client.get(path, **kwargs)
        if response.mimetype == "text/html":
            self.page = response.text
        return response

    def start(self, edition: str = "quick") -> None:
        """Open the first page, press start, and arrive at a questionnaire."""
        self.get("/")
        response = self.client.post(
            "/questionnaire", data={"edition": edition, "csrf_token": self.hidden("csrf_token")}
        )
        assert response.status_code == 303, response.text
        self.token = response.location.rsplit("/", 1)[1]
        assert self.get(response.location).status_code == 200

    def hidden(self, name: str) -> str:
        """The value of a hidden field on the page last read."""
        found = re.search(f'name="{name}" value="([^"]*)"', self.page)
        assert found, f"no field {name} on the page"
        return unescape(found[1])

    @property
    def items(self) -> list[str]:
        """Ids of the items on the page last read, in its order."""
        return re.findall(r'<fieldset class="item[^"]*" id="item_([^"]+)"', self.page)

    @property
    def form(self) -> dict[str, str]:
        return {name: self.hidden(name) for name in ("csrf_token", "instrument", "edition", "after")}

    def answers(self, option: str = "3") -> dict[str, str]:
        """Item id to option, for every item on the page last read."""
        return dict.fromkeys(self.items, option)

    def submit(self, answers: Mapping[str, str], **others: str) -> TestResponse:
        given = {f"item_{item}": option for item, option in answers.items()}
        response = self.client.post(f"/questionnaire/{self.token}", data={**self.form, **given, **others})
        if response.status_code != 303:
            self.page = response.text
        return response

    def save(self, responses: Mapping[str, object], position: str | None = None) -> TestResponse:
        body = {key: self.hidden(key) for key in ("instrument", "edition", "after")}
        return self.client.post(
            f"/questionnaire/{self.token}/responses",
            json={**body, "responses": responses, "position": position},
            headers={"X-CSRFToken": self.hidden("csrf_token")},
        )

    def checked(self) -> dict[str, str]:
        """Item id to the value of the radio button that is checked on the page last read."""
        return dict(
            re.findall(r'type="radio" name="item_([^"]+)"(?: id="[^"]+")? value="([^"]+)" checked', self.page)
        )

    @property
    def result_path(self) -> str:
        return f"/results/{self.token}"

    def finish(self, edition: str = "quick", option: str = "3") -> str:
        """The whole way, from the first page to a result; returns its path."""
        self.start(edition)
        response = self.submit(self.answers(option))
        assert response.status_code == 303, response.text
        return self.result_path

    def sharpen(self) -> TestResponse:
        """Press on the result page what goes on to the next edition; keeps the questionnaire's page."""
        self.get(self.result_path)
        response = self.post(f"{self.result_path}/sharpening", edition=self.hidden("edition"))
        self.get(response.location)
        return response

    def post(self, path: str, **data: object) -> TestResponse:
        """Send a form from the page last read; keeps the page that answers, if one does."""
        response = self.client.post(path, data={"csrf_token": self.hidden("csrf_token"), **data})
        if response.mimetype == "text/html" and response.status_code in {200, 422}:
            self.page = response.text
        return response

    def share(self, extent: str = "facets", **wishes: str) -> str:
        """Make a share link the way a person does, preview and all; returns its path."""
        links = f"{self.result_path}/share-links"
        self.get(links)
        form = {
            "link_id": self.hidden("link_id"),
            "extent": extent,
            "display_name": "",
            "expiry": "7",
        } | wishes
        assert self.post(f"{links}/preview", **form).status_code == 200
        made = self.post(links, **form)
        assert made.status_code == 303, made.text
        self.get(made.location)
        found = re.search(r'<input id="link-[^"]+" value="[^"]*(/shared/[^"]+)"', self.page)
        assert found, "the new link is not on the page"
        return found[1]

    def take_back_all(self) -> None:
        """Revoke every share link that is open."""
        self.get(f"{self.result_path}/share-links")
        for action in re.findall(r'action="([^"]+/revocation)"', self.page):
            assert self.post(action).status_code == 303
            self.get(f"{self.result_path}/share-links")

    def propose(self, shared_path: str, extent: str = "facets", **typed: str) -> str:
        """Ask for a comparison; returns the path of it under one's own private link."""
        self.get(f"{shared_path}/comparison")
        form = {"private_link": self.result_path, "display_name": self.name, "extent": extent} | typed
        asked = self.post(f"{shared_path}/comparison", **form)
        assert asked.status_code == 303, asked.text
        return asked.location
