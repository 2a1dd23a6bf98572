# ruff: noqa: INP001, FAST003 - a program that a person runs, and no package; the path is read by the dependencies
"""A web service that scores, explains and audits units by schemes that it knows, with FastAPI.

Run it with `fastapi run examples/service/app.py`, or `uvicorn app:app` from its folder.

A scheme is an immutable value: it is built once, proven, and then shared by all requests and threads without a lock.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse

from emulscore import Assessment, EmulscoreError, Limits, Problem, Scheme, Scorecard, Words
from emulscore.files import DocumentType, json_schema, loads_assessment, open_scheme
from emulscore.words import Lang

# By id, and never opened by what a request says: a name could be the path of a file.
SCHEMES: Final = {scheme.id: scheme for scheme in [open_scheme("nga-nam-2023"), open_scheme("nghi-dinh-335-2025")]}
LARGEST: Final = 1_000_000  # bytes of a unit's file; more is refused before it is read

app = FastAPI(title="emulscore")


class AnswerError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, code: str, words: Words) -> None:
        super().__init__(code)
        self.status, self.body = status, _error(code, words)


def _error(code: str, words: Words, problem: Problem | None = None) -> dict[str, object]:
    where = {key: getattr(problem, key, None) for key in ("row", "fact", "given", "path")}
    return {"code": code, "vi": words.vi, "en": words.text("en"), **where}


@app.exception_handler(AnswerError)
def _answered(_: Request, error: AnswerError) -> JSONResponse:
    return JSONResponse({"errors": [error.body]}, error.status)


@app.exception_handler(EmulscoreError)
def _refused(_: Request, error: EmulscoreError) -> JSONResponse:
    """Give all that is wrong at once, in both languages, with codes for programs."""
    found = [_error(one.code, Words(one.text("vi"), one.text("en")), one) for one in error.problems]
    return JSONResponse({"errors": found}, 422)


def scheme_of(scheme_id: str) -> Scheme:
    """Return one of the schemes that the service knows."""
    if scheme_id not in SCHEMES:
        known = ", ".join(SCHEMES)
        raise AnswerError(404, "unknown-scheme", Words(f"chỉ có: {known}", f"there are only: {known}"))
    return SCHEMES[scheme_id]


async def unit_of(request: Request) -> Assessment:
    """Read the unit's file from the body as text, so that every decimal stays what was written."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise AnswerError(413, "file-too-large", Words("tệp quá lớn", "the file is too large"))
    try:
        return loads_assessment(body.decode(), "json", limits=Limits(size=LARGEST))
    except UnicodeDecodeError:
        raise AnswerError(422, "unreadable", Words("cần chữ mã UTF-8", "UTF-8 is needed")) from None


def card_of(
    scheme: Annotated[Scheme, Depends(scheme_of)],
    unit: Annotated[Assessment, Depends(unit_of)],
    *,
    partial: Annotated[bool, Query(description="whether figures may be missing")] = False,
) -> Scorecard:
    """Score the unit; FastAPI runs it in a thread of its own."""
    return scheme.score(unit, partial=partial)


Card = Annotated[Scorecard, Depends(card_of)]


@app.get("/schemes")
def schemes() -> list[dict[str, str]]:
    """List the schemes."""
    return [
        {"id": scheme.id, "title": scheme.title.vi, "fingerprint": scheme.fingerprint} for scheme in SCHEMES.values()
    ]


@app.post("/schemes/{scheme_id}/score")
def score(card: Card, lang: Lang = "vi") -> dict[str, Any]:
    """Score a unit: the body is an assessment, the answer is by the schema `scorecard`."""
    return card.to_dict(lang)


@app.post("/schemes/{scheme_id}/explain/{row}")
def explain(card: Card, row: str, lang: Lang = "vi") -> dict[str, Any]:
    """Say how the points of one row came about, in sentences."""
    return {"row": row, "points": card[row].counted.text(lang), "why": card[row].explain(lang).split("\n")}


@app.post("/schemes/{scheme_id}/audit")
def audit(card: Card, lang: Lang = "vi") -> dict[str, Any]:
    """Hold claims against computed points, and ask what an official would ask."""
    found = card.to_dict(lang)
    return {
        "unit": found["unit"],
        "rows": [{key: row[key] for key in ("id", "claimed", "points", "gap", "status")} for row in found["rows"]],
        "questions": card.audit().texts(lang),
    }


@app.get("/schema/{document}")
def schema(document: DocumentType) -> dict[str, Any]:
    """Return the JSON Schema of a scheme, an assessment, changes or a scorecard."""
    return json_schema(document)
