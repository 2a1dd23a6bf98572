"""The example service: the library inside another program, with many requests at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from emulscore.files import dumps_assessment, json_schema
from emulscore.schemes import nga_nam_2023 as annex

APP = Path(__file__).parents[2] / "examples" / "service" / "app.py"
BODY = dumps_assessment(annex.assessment, "json")
SCORE = "/schemes/nga-nam-2023/score"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    spec = spec_from_file_location("service_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # where FastAPI looks the names of annotations up
    spec.loader.exec_module(module)
    with TestClient(module.app) as client:
        yield client
    del sys.modules[spec.name]


def exact(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON in which no number has a decimal point."""
    return json.loads(text, parse_float=pytest.fail)


def body(**changed: object) -> str:
    """Return the annex's file with some measurements changed."""
    tree = json.loads(BODY)
    tree["measurements"] |= changed
    return json.dumps(tree, ensure_ascii=False)


def test_a_score_is_a_scorecard(client: TestClient) -> None:
    """90,52 to 98,52 of 100, as the schema says, with no float in it."""
    answer = client.post(SCORE, params={"partial": True}, content=BODY)
    found = exact(answer.text)
    assert answer.status_code == 200
    assert list(Draft202012Validator(json_schema("scorecard")).iter_errors(found)) == []
    assert found["total"] == {"base": "100", "points": None, "low": "90.52", "high": "98.52", "claimed": "91.98"}


def test_a_decimal_in_the_body_stays_what_was_written(client: TestClient) -> None:
    """A bare 99.85 is 99,85% of 10, exactly 9,985, and half up 9,99."""
    name = annex.scheme.criteria["8"].rule.fact.name  # type: ignore[attr-defined] # a Ratio
    text = body(**{name: "MARK"}).replace('"MARK"', "99.85")
    (row,) = (
        row
        for row in exact(client.post(SCORE, params={"partial": True}, content=text).text)["rows"]
        if row["id"] == "8"
    )
    assert (row["exact"], row["points"]) == ("9.9850", "9.99")


def test_all_that_is_wrong_comes_at_once_in_both_languages(client: TestClient) -> None:
    """Two impossible figures and a missing one: 422, three codes, each in Vietnamese and English."""
    answer = client.post(SCORE, content=body(dan_vneid="175,7%", dan_cai_app=(5, 3)))
    errors = exact(answer.text)["errors"]
    assert answer.status_code == 422
    assert {(one["fact"], one["code"]) for one in errors} == {
        ("dan_vneid", "share-out-of-range"),
        ("dan_cai_app", "part-exceeds-whole"),
        ("tieu_chi_15", "missing-fact"),
    }
    for one in errors:
        assert one["vi"] != one["en"]
        assert one["code"] in one["vi"]
        assert one["code"] in one["en"]
    assert [(one["row"], one["given"]) for one in errors if one["fact"] == "dan_vneid"] == [("12", "“175,7%”")]


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"format": "emulscore scheme 1"}', b"", b"[" * 100_000])
def test_a_body_that_is_no_file_is_refused(client: TestClient, content: bytes) -> None:
    """Broken JSON, another thing, another encoding, nothing, endless nesting: 422 with words, never 500."""
    answer = client.post(SCORE, content=content)
    assert answer.status_code == 422
    assert all(one["vi"] and one["en"] for one in exact(answer.text)["errors"])


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    """More than a million bytes are not read to their end."""
    answer = client.post(SCORE, content=b" " * 1_000_001)
    assert (answer.status_code, exact(answer.text)["errors"][0]["code"]) == (413, "file-too-large")


@pytest.mark.parametrize("name", ["no-such", "..%2F..%2Fetc%2Fpasswd", "x.toml"])
def test_a_scheme_is_never_opened_by_a_path(client: TestClient, name: str) -> None:
    """What is not one of the service's schemes is not found, whatever its name looks like."""
    assert client.post(f"/schemes/{name}/score", content=BODY).status_code == 404


def test_a_row_is_explained(client: TestClient) -> None:
    """Row 12 in English; a row that is not there is said to be none."""
    found = client.post("/schemes/nga-nam-2023/explain/12", params={"partial": True, "lang": "en"}, content=BODY)
    assert exact(found.text) == {
        "row": "12",
        "points": "4.54",
        "why": ["Rate 75.7% × 6 points = 4.542 points.", "Rounded to 0.01: 4.542 becomes 4.54/6 points."],
    }
    unknown = client.post("/schemes/nga-nam-2023/explain/99", params={"partial": True}, content=BODY)
    assert (unknown.status_code, exact(unknown.text)["errors"][0]["code"]) == (422, "unknown-row")


def test_an_audit_asks(client: TestClient) -> None:
    """Row 12 claims 6 and is computed as 4,54."""
    found = exact(client.post("/schemes/nga-nam-2023/audit", params={"partial": True}, content=BODY).text)
    (row,) = (row for row in found["rows"] if row["id"] == "12")
    assert row == {"id": "12", "claimed": "6", "points": "4.54", "gap": "1.46", "status": "claims more"}
    assert found["questions"][0].startswith("Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm")


@pytest.mark.parametrize("document", ["scheme", "assessment", "changes", "scorecard"])
def test_schemas_are_served(client: TestClient, document: str) -> None:
    """The library's own, for whoever writes a client."""
    assert client.get(f"/schema/{document}").json()["title"] == f"emulscore {document} 1"


def test_the_schemes_are_listed(client: TestClient) -> None:
    """With the fingerprint that receipts carry."""
    found = {one["id"]: one for one in exact(client.get("/schemes").text)}
    assert found["nga-nam-2023"]["fingerprint"] == annex.scheme.fingerprint


def test_many_requests_at_once_do_not_mix(client: TestClient) -> None:
    """Sixteen threads, each unit with its own rate n%: row 12 of each is n% of 6, and errors stay with their own request."""

    def ask(n: int) -> tuple[int, str | None]:
        rate = f"{n}%" if n % 5 else "x"
        answer = client.post(SCORE, params={"partial": True}, content=body(dan_vneid=rate))
        rows = exact(answer.text).get("rows", [])
        return answer.status_code, next((row["points"] for row in rows if row["id"] == "12"), None)

    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(ask, range(64)))
    # n% of 6 is 6n hundredths.
    assert found == [(200, f"{6 * n // 100}.{6 * n % 100:02}") if n % 5 else (422, None) for n in range(64)]
