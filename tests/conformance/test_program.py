"""A program in any language is held to the cases by lines of JSON; what a port needs is in the wheel and in the guide."""

from __future__ import annotations

import ast
import io
import json
import runpy
import sys
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from emulscore import FileError
from emulscore.conformance import Case, Outcome, answered, cases, exact, program, questions, run
from emulscore.conformance import _cases as reading
from emulscore.conformance.__main__ import main

HERE = Path(__file__).parent
PORT = [sys.executable, str(HERE / "port.py")]
PACKAGE = Path(reading.__file__).parent
FILES = sorted((PACKAGE / "cases").iterdir())


def lines_of(case: Case, found: Outcome) -> str:
    """Write an outcome as a program would: points as texts, or as two where it is a range."""
    points = {
        id_: str(one.low) if one.low == one.high else [str(one.low), str(one.high)] for id_, one in found.points.items()
    }
    errors = [{"code": code, "row": row, "fact": fact} for code, row, fact in found.errors]
    refused = [{"code": code, "row": row} for code, row in case.expected.refused]
    values = {name: str(value) for name, value in found.cohort.items()}
    said = {"points": points, "grade": found.grade, "errors": errors, "cohort": values, "refused": refused}
    return json.dumps({"id": case.id} | {key: one for key, one in said.items() if one})


def test_a_question_holds_all_that_the_file_says_but_the_answer() -> None:
    """Scheme, facts, unit, cohort and whether facts may be missing are those of the file, digit by digit."""
    asked = {one["id"]: one for one in (json.loads(line, parse_float=str) for line in questions())}
    for path in FILES:
        whole = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
        for case in whole["cases"]:
            written = {key: case[key] for key in ("id", "facts", "unit", "cohort", "partial") if key in case}
            written |= {key: in_digits(written[key]) for key in ("facts", "cohort") if key in case}
            assert asked.pop(case["id"]) == {**written, "scheme": whole["schemes"][case["scheme"]]}
    assert asked == {}


def test_python_runs_it_by_the_name_of_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m emulscore.conformance --questions` prints them all, and ends with 0."""
    monkeypatch.setattr(sys, "argv", ["-m", "--questions"])
    monkeypatch.delitem(sys.modules, "emulscore.conformance.__main__")  # as it is where nothing else has loaded it
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("emulscore.conformance", run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert capsys.readouterr().out.splitlines() == list(questions())


def in_digits(raw: Any) -> Any:
    """Write doubles as Python does: 12 as 12.0."""
    if isinstance(raw, list):
        return [in_digits(one) for one in raw]
    if not isinstance(raw, dict):
        return raw
    return {key: repr(float(one)) if key == "$double" else in_digits(one) for key, one in raw.items()}


def test_answers_in_any_order_are_read_back() -> None:
    """Points, ranges, grades, values of a cohort, errors and refusals: what the library gives passes as lines of JSON."""
    lines = [lines_of(case, Outcome() if case.expected.refused else exact(case)) for case in cases()]
    assert not run(answered(lines[::-1])).failed
    assert not run(answered(["", *lines, "  "])).skipped


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ('"points": {"1": "9.97", "": "9.98"}', "“1” is 9,97, not 9,98"),
        ('"points": {"": 9.98}', "“1” is None, not 9,98"),
        ('"errors": [{"code": "float"}]', "the unit is refused for float - -, not nothing"),
        ('"refused": [{"code": "gap", "row": "1"}]', "the scheme is refused for gap 1, not nothing"),
        ('"points": {"1": "nine"}', "the answer is not in the form of expect"),
        ('"points": [9.98]', "the answer is not in the form of expect"),
        ('"errors": [{"row": "1"}]', "the answer is not in the form of expect"),
        ('"point": {"1": "9.98"}', "the answer is not in the form of expect"),
    ],
)
def test_a_wrong_answer_is_told(answer: str, why: str) -> None:
    """Another number, a number that lacks, an error, a refusal, and what has another form."""
    (result,) = run(answered([f'{{"id": "01-values/share/1", {answer}}}']), cases()[:1]).failed
    assert result.why.startswith(why)


def test_a_number_of_json_is_read_exactly() -> None:
    """9.98 is the decimal as it is written, and not the double beside it."""
    report = run(answered(['{"id": "01-values/share/1", "points": {"1": 9.98, "": 9.980}}']), cases()[:1])
    assert [one.status for one in report.results] == ["passed"]
    assert report.results[0].found == Outcome(cases()[0].expected.points)
    assert cases()[0].expected.points["1"].low == Decimal("9.98")


def test_no_answer_fails_and_a_skipped_case_is_counted_apart() -> None:
    """Silence is no pass."""
    report = run(answered(['{"id": "01-values/share/1", "skipped": "no shares yet"}']), cases()[:2])
    assert [(one.status, one.why) for one in report.results] == [
        ("skipped", "no shares yet"),
        ("failed", "there is no answer"),
    ]


def test_lines_that_are_no_answers_are_told_with_their_places() -> None:
    """What is no JSON, what has no id, and what answers twice: all at once."""
    with pytest.raises(FileError) as caught:
        answered(["hello", '{"id": "a"}', "[1]", '{"points": {}}', '{"id": "a"}'], "answers.jsonl")
    assert [(one.code, one.place and one.place.text()) for one in caught.value.problems] == [
        ("unreadable", f"answers.jsonl:{line}:1") for line in (1, 3, 4, 5)
    ]


# --- a port ------------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_port_that_knows_the_guide_alone_passes_what_it_claims() -> None:
    """It imports no line of the library; the rest of the cases are skipped and said to be."""
    known = {alias.name for node in ast.walk(ast.parse((HERE / "port.py").read_bytes())) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    assert known <= {"json", "re", "sys"}
    report = run(program(PORT))
    assert not report.failed, str(report)
    assert len(report.skipped) < len(report.results) - 20


@pytest.mark.long
def test_a_fault_of_a_port_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """It cuts where it should round: 2/3 of 10 is 6,67."""
    assert main([*PORT, "cut"]) == 1
    told = capsys.readouterr().out
    assert "failed: 01-values/share/8: “1” is 6,66, not 6,67" in told
    assert main(PORT) == 0


def test_the_command_asks_and_reads_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a port that no command can start: the questions are written out, and its answers read from a file."""
    assert main(["--questions"]) == 0
    asked = capsys.readouterr().out
    assert asked.splitlines() == list(questions())
    path = tmp_path / "trả lời.jsonl"
    path.write_text("".join(f'{{"id": "{case.id}", "skipped": "chưa làm"}}\n' for case in cases()), encoding="utf-8")
    assert main(["--answers", str(path)]) == 1  # nothing passed
    assert capsys.readouterr().out == f"0 passed, 0 failed, {len(cases())} skipped\n"
    path.write_text("x\n", encoding="utf-8")
    assert main(["--answers", str(path)]) == 3
    assert "trả lời.jsonl:1:1" in capsys.readouterr().err
    assert main([str(tmp_path / "none")]) == 3
    with pytest.raises(SystemExit):
        main([])


# --- what a port is given ----------------------------------------------------------------------------------------------

SCHEMA: Any = json.loads((PACKAGE / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file_has_the_form_of_the_schema(path: Path) -> None:
    """The JSON Schema beside the cases holds for each file, and not for one with a key more, or an answer less."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    valid = jsonschema.Draft202012Validator(SCHEMA)
    valid.validate(whole)
    more, less, other = deepcopy(whole), deepcopy(whole), {**whole, "format": "emulscore conformance 2"}
    more["cases"][0]["note"] = "x"
    less["cases"][0]["expect"] = {}
    assert not any(map(valid.is_valid, (more, less, other)))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_guide_names_every_key(lang: str) -> None:
    """Each key of the form stands in the guide, in code."""

    def keys(tree: Any) -> set[str]:
        if isinstance(tree, list):
            return set().union(*map(keys, tree))
        if not isinstance(tree, dict):
            return set()
        found = set(tree.get("properties", {})) if isinstance(tree.get("properties"), dict) else set()
        return found.union(*(keys(one) for one in tree.values()))

    text = (HERE.parents[1] / "docs" / lang / "conformance.md").read_text(encoding="utf-8")
    assert len(keys(SCHEMA)) > 15
    assert [key for key in sorted(keys(SCHEMA) | {"skipped"}) if f"`{key}`" not in text] == []
    assert '{"$double": "0.1"}' in text


def test_what_is_printed_can_be_read_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions are UTF-8, whatever the terminal has."""
    held = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", held)
    assert main(["--questions"]) == 0
    held.flush()
    assert "tốt" in held.buffer.getvalue().decode("utf-8")
