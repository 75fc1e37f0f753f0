"""What must hold in more than one fault."""

from __future__ import annotations

from collections.abc import Mapping

from tests.cast import Person
from tests.faults.http_client import Answer

STACK_TRACE = "Traceback"


def require_not_saved_yet(answer: Answer, person: Person, sent: Mapping[str, str]) -> None:
    """The submit was not taken, and the person still sees every answer, and reads what to do."""
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Not saved yet" in person.page
    assert person.checked() == sent
    assert STACK_TRACE not in person.page


def require_error_page(answer: Answer, status: int, heading: str) -> None:
    assert answer.status_code == status
    assert heading in answer.text
    assert STACK_TRACE not in answer.text


def require_result(person: Person, sent: Mapping[str, str]) -> None:
    """The person's link leads to one result, with the answers that were sent."""
    document = person.client.get(f"{person.result_path}/data.json").json
    assert {row["item"]: str(row["option"]) for row in document["responses"]} == sent
