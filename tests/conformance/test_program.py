"""A program in any language is held to the cases by lines of JSON; what a port needs is in the wheel and in the guide."""

from __future__ import annotations

import ast
import io
import json
import os
import runpy
import subprocess
import sys
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore.conformance import (
    Answers,
    Case,
    NotSupportedError,
    Outcome,
    Report,
    answered,
    cases,
    exact,
    program,
    questions,
    run,
)
from emulscore.conformance import _cases as reading
from emulscore.conformance.__main__ import main
from emulscore.words import Lang

HERE = Path(__file__).parent
PORT = [sys.executable, str(HERE / "port.py")]
PACKAGE = Path(reading.__file__).parent
FILES = sorted((PACKAGE / "cases").iterdir())


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Vietnamese, whoever runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "EMULSCORE_LANG"):
        monkeypatch.delenv(name, raising=False)


POINTS = 'must be a number such as "9.98", or a list of two'


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
        ('"points": {"1": "9.97", "": "9.98"}', "“1” is 9.97, must be 9.98"),
        ('"points": {"1": ["9", "5"], "": "9.98"}', "“1” is 9 to 5, must be 9.98"),
        ('"points": {"": 9.98}', "“1” is missing, must be 9.98"),
        ('"points": {"1": 9.98, "": "10"}', "the total is 10, must be 9.98"),
        ('"points": null, "grade": null', "“1” is missing, must be 9.98; the total is missing, must be 9.98"),
        ('"errors": [{"code": "float"}]', "errors: float; must be: none"),
        ('"errors": [{"code": "float", "row": "1", "fact": "x"}]', "errors: float (row 1, fact x); must be: none"),
        ('"refused": [{"code": "gap", "row": "1"}]', "errors of the scheme: gap (row 1); must be: none"),
        ('"points": {"1": "nine"}', f'points["1"] {POINTS}, not "nine"'),
        ('"points": {"1": "NaN"}', f'points["1"] {POINTS}, not "NaN"'),
        ('"points": {"1": "Infinity"}', f'points["1"] {POINTS}, not "Infinity"'),
        ('"points": {"1": -Infinity}', f'points["1"] {POINTS}, not -Infinity'),
        ('"points": {"1": 1e1000000}', f'points["1"] {POINTS}, not 1E+1000000'),
        ('"points": {"1": null}', f'points["1"] {POINTS}, not null'),
        ('"points": {"1": true}', f'points["1"] {POINTS}, not true'),
        ('"points": {"1": {"low": 1}}', f'points["1"] {POINTS}, not a table'),
        ('"points": {"1": ["1", "2", "3"]}', f'points["1"] {POINTS}, not a list of 3'),
        ('"points": {"1": ["1", []]}', 'points["1"][1] must be a number such as "9.98", not a list of 0'),
        ('"points": [9.98]', "points must be a table, not a list of 1"),
        ('"grade": 1', "grade must be a text, not 1"),
        ('"cohort": {"x": "a\\u0000\\ud800"}', 'cohort["x"] must be a number such as "9.98", not "a\\u0000 "'),
        ('"errors": "float"', 'errors must be a list, not "float"'),
        ('"errors": ["float"]', 'errors[0] must be a table, not "float"'),
        ('"errors": [{"row": "1"}]', "errors[0].code must be a text, not null"),
        ('"errors": [{"code": 5}]', "errors[0].code must be a text, not 5"),
        ('"errors": [{"code": "float", "row": 1}]', "errors[0].row must be a text, not 1"),
        ('"errors": [{"code": "float", "fact": ["x"]}]', "errors[0].fact must be a text, not a list of 1"),
        (
            '"refused": [{"code": "gap", "note": "x"}]',
            "there is no key refused[0].“note”; there are only code, row, fact",
        ),
        ('"point": 9, "ms": 5', "there is no key “point”, “ms”; there are only points, grade, errors, cohort, refused"),
        ('"skipped": 5', "skipped must be a text that gives the reason, not 5"),
        ('"skipped": " "', 'skipped must be a text that gives the reason, not " "'),
        ('"skipped": "x", "points": {}', "beside skipped there may only be the id"),
    ],
)
def test_a_wrong_answer_is_told(answer: str, why: str) -> None:
    """Another number, a number that lacks, an error, a refusal, and what has another form: in words, with its place."""
    (result,) = run(answered([f'{{"id": "01-values/share/1", {answer}}}']), cases()[:1]).failed
    assert result.why is not None
    assert result.why.text("en") == why


@pytest.mark.parametrize(
    ("id_", "answer", "why"),
    [
        ("01-values/share/1", '"points": {"1": 9.98, "": 1234.5}', "tổng điểm là 1.234,5, phải là 9,98"),
        ("01-values/share/1", '"points": {"1": [5, 9], "": 9.98}', "“1” là 5 đến 9, phải là 9,98"),
        ("01-values/share/1", '"grade": []', "grade phải là một chuỗi ký tự, không phải một danh sách có 0 phần tử"),
        ("01-values/share/14", '"points": {"1": 0}', "lỗi: không có; phải là: not-a-number (tiêu chí 1, số liệu x)"),
        ("11-refused/gap/1", '"points": {"1": 0}', "lỗi của bộ tiêu chí: không có; phải là: gap (tiêu chí 1)"),
        ("10-grades/not/1", '"points": {"1": 5.9, "2": 4, "": 9.9}', "thiếu xếp loại, phải là “C”"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_in_vietnamese(id_: str, answer: str, why: str) -> None:
    """Decimal commas and Vietnamese words, and no word of Python."""
    (result,) = run(answered([f'{{"id": "{id_}", {answer}}}']), cases(id_)).failed
    assert result.why is not None
    assert result.why.text("vi") == why


def test_a_number_of_json_is_read_exactly() -> None:
    """9.98 is the decimal as it is written, and not the double beside it."""
    report = run(answered(['{"id": "01-values/share/1", "points": {"1": 9.98, "": 9.980}}']), cases()[:1])
    assert [one.status for one in report.results] == ["passed"]
    assert report.results[0].found == Outcome(cases()[0].expected.points)
    assert cases()[0].expected.points["1"].low == Decimal("9.98")


def test_no_answer_fails_and_a_skipped_case_is_counted_apart() -> None:
    """Silence is no pass."""
    report = run(answered(['{"id": "01-values/share/1", "skipped": "no shares yet"}']), cases()[:2])
    assert [(one.status, one.why and one.why.text("en")) for one in report.results] == [
        ("skipped", "no shares yet"),
        ("failed", "there is no answer"),
    ]


def test_lines_that_are_no_answers_are_told_with_their_places() -> None:
    """What is no JSON, what has no id, what answers twice, and what was not asked: each a failure; the rest is compared."""
    right = '{"id": "01-values/share/1", "points": {"1": "9.98", "": "9.98"}}'
    lines = [
        right,
        "hello",
        "[1]",
        '{"points": {}}',
        '{"id": 5}',
        right,
        '{"id": "zz\\nz"}',
        "[" * 100_000,
        "9e99999999999999999999",
    ]
    report = run(answered(lines), cases()[:1])
    assert {place: why.text("en") for place, why in report.stray.items()} == {
        2: "it is not JSON",
        3: "it must be a table of JSON",
        4: "it must have the key id, a text",
        5: "it must have the key id, a text",
        6: "“01-values/share/1” has been answered in line 1",
        7: "there is no case “zz z”",
        8: "it is not JSON",
        9: "it is not JSON",
    }
    assert not report.conforms
    assert report.text("en").splitlines() == [
        "failed: 3 lines: it is not JSON",
        "    2, 8, 9",
        "failed: line 3: it must be a table of JSON",
        "failed: 2 lines: it must have the key id, a text",
        "    4, 5",
        "failed: line 6: “01-values/share/1” has been answered in line 1",
        "failed: line 7: there is no case “zz z”",
        "1 passed, 8 failed, 0 skipped",
    ]


def test_an_answer_about_a_case_that_was_left_out_is_no_failure() -> None:
    """Where only some cases are looked at, the answers about others are passed over."""
    assert run(answered([lines_of(case, exact(case)) for case in cases("10-grades")]), cases("10-grades/not")).conforms


def test_a_byte_order_mark_is_passed_over() -> None:
    """Before the first line, as editors on Windows put it, and before another, as where files were joined."""
    lines = [f"\ufeff{lines_of(case, exact(case))}\r" for case in cases("10-grades/not")]
    assert run(answered(lines), cases("10-grades/not")).conforms


# --- anything ----------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters())  # lone surrogates too: JSON can write them
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXTS
    | st.sampled_from(["NaN", "1e9", "-Infinity", "9.98"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=6,
)
NAMES = st.sampled_from(["", "1", "x"]) | TEXTS
PARTS = {
    "points": st.dictionaries(NAMES, JSON, max_size=3),
    "grade": JSON,
    "errors": st.lists(
        st.fixed_dictionaries({}, optional=dict.fromkeys(("code", "row", "fact", "x"), JSON)), max_size=2
    ),
    "cohort": st.dictionaries(NAMES, JSON, max_size=2),
    "refused": st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("code", "row"), JSON)), max_size=2),
    "skipped": JSON,
}
ASKED = cases("01-values/share/1", "01-values/share/14", "08-cohorts/mean/1", "10-grades/not/1", "11-refused/gap/1")


def told(report: Report) -> str:
    """Return a report as it is printed."""
    return "".join(report.text(lang).encode("utf-8", "replace").decode() for lang in get_args(Lang))


@given(JSON)
def test_any_line_of_json_is_a_failure_and_nothing_worse(line: Any) -> None:
    """Whatever a program answers, the report says what is wrong with it."""
    report = run(answered([json.dumps(line)]), ASKED)
    assert len(report.stray) == 1
    assert len(report.failed) == len(ASKED) == 5
    assert told(report)


@given(st.fixed_dictionaries({}, optional={key: JSON | part for key, part in PARTS.items()}), st.sampled_from(ASKED))
def test_any_part_of_an_answer_is_a_failure_and_nothing_worse(parts: dict[str, Any], case: Case) -> None:
    """Whatever stands where points, errors, grades and values stand: only what is right passes, all else has a reason."""
    report = run(answered([json.dumps({**parts, "id": case.id})]), [case])
    (result,) = report.results
    assert result.status != "passed"
    assert result.why is not None
    assert result.why.text("en").strip()
    assert case.id in told(report)


# --- the report --------------------------------------------------------------------------------------------------------


def test_what_was_skipped_is_named_once_for_each_reason() -> None:
    """A whole file and a whole scheme by their names, else case by case; a failure says what was asked."""
    some = [*cases("10-grades/not"), *cases("08-cohorts"), *cases("01-values/share/1"), *cases("02-ratio/empty 3")]
    skipped = [f'{{"id": "{case.id}", "skipped": "no cohorts"}}' for case in some if case.id.startswith("08")]
    skipped += [
        '{"id": "10-grades/not/1", "skipped": "no cohorts"}',
        '{"id": "10-grades/not/2", "skipped": "no\\u001b grades"}',
    ]
    skipped += [f'{{"id": "02-ratio/empty 3/{place}", "ms": 5}}' for place in (1, 2)]
    count = len(cases("08-cohorts"))
    assert run(answered([*skipped, '{"id": "01-values/share/1"}']), some).text("en").splitlines() == [
        f"skipped: {count + 1} cases: no cohorts",
        "    10-grades/not/1; 08-cohorts",
        "skipped: 10-grades/not/2: no  grades",
        "failed: 01-values/share/1: “1” is missing, must be 9.98; the total is missing, must be 9.98",
        f"    why: {cases('01-values/share/1')[0].why}",
        '    facts: {"x": "99,80%"}',
        "failed: 2 cases: there is no key “ms”; there are only points, grade, errors, cohort, refused",
        "    02-ratio",
        "to see a case in full, with its scheme: python -m emulscore.conformance --questions --only 01-values/share/1",
        f"0 passed, 3 failed, {count + 2} skipped",
    ]


def test_many_names_stand_in_lines() -> None:
    """Cases of one scheme follow each other by their numbers, and a name that holds a space is not broken."""
    last = [case for case in cases() if case.id.endswith("/1")]
    lines = run(lambda _: fail(), [*last, *cases("02-ratio")]).text("vi").splitlines()
    assert lines[0] == f"bỏ qua: {len(last) + len(cases('02-ratio'))} mẫu: chưa làm"
    assert all(len(line) <= 114 for line in lines)
    assert not any(line.endswith(" empty") for line in lines)


def fail() -> Outcome:
    raise NotSupportedError("chưa làm")


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
    assert main(["--lang", "en", *PORT, "cut"]) == 1
    assert "failed: 01-values/share/8: “1” is 6.66, must be 6.67" in capsys.readouterr().out
    assert main(PORT) == 0


def test_the_command_asks_and_reads_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a port that no command can start: the questions are written out, and its answers read from a file."""
    assert main(["--questions"]) == 0
    asked = capsys.readouterr().out
    assert asked.splitlines() == list(questions())
    path = tmp_path / "trả lời.jsonl"
    path.write_text(
        "".join(f'{{"id": "{case.id}", "skipped": "chưa làm"}}\n' for case in cases()), encoding="utf-8-sig"
    )
    assert main(["--answers", str(path)]) == 1  # nothing passed
    assert capsys.readouterr().out.splitlines()[-1] == f"0 đúng, 0 sai, {len(cases())} bỏ qua"
    path.write_text('{"id": "\\ud800"}\n', encoding="utf-8")
    assert main(["--lang", "en", "--answers", str(path)]) == 1
    assert capsys.readouterr().out.startswith(
        f"failed: {len(cases())} cases: there is no answer\n    01-values, 02-ratio, 03-late"
    )
    with pytest.raises(SystemExit):
        main([])


def test_what_cannot_be_read_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in UTF-16, as PowerShell writes it, with its place; a program that is not there, and a file that is not."""
    path = tmp_path / "a.jsonl"
    path.write_bytes("được\n".encode() + "đ".encode("utf-16"))
    assert main(["--lang", "en", "--answers", str(path)]) == 3
    assert "a.jsonl:2:1: [unreadable] the file cannot be read: it is not UTF-8" in capsys.readouterr().err
    for words in (["none.exe", "x"], ["--answers", "none.exe"]):
        assert main(words) == 3
        assert capsys.readouterr().err == "emulscore: none.exe: không có tệp hoặc thư mục này\n"
    assert main([sys.executable, "-c", r"import sys; sys.stdout.buffer.write(b'\xff')"]) == 3
    assert ":1:1: [unreadable]" in capsys.readouterr().err


def test_one_case_or_one_file_can_be_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--only` takes the name of a case, else of what it stands in, else its beginning; it may be given again."""
    assert [case.id for case in cases("01-values/share/1", "10-grades/not")] == [
        "01-values/share/1",
        "10-grades/not/1",
        "10-grades/not/2",
    ]
    assert cases("1") == cases("10-grades", "11-refused")
    assert {case.id.split("/")[1] for case in cases("04-tiered/by")} == {"by level"}
    assert cases("12") == ()
    asked = ["--only", "01-values/share/1", "--only", "10-grades/not"]
    assert main(["--questions", *asked]) == 0
    assert capsys.readouterr().out.splitlines() == list(questions(cases(*asked[1::2])))
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines_of(case, exact(case)) for case in cases(*asked[1::2])), encoding="utf-8")
    assert main([*asked, "--answers", str(path), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "3 passed, 0 failed, 0 skipped\n"
    assert main([*asked, "--only", "12", "--only", "13", "--answers", str(path)]) == 3
    assert capsys.readouterr().err.splitlines() == [
        "emulscore: không mẫu nào có id bắt đầu bằng “12”",
        "emulscore: không mẫu nào có id bắt đầu bằng “13”",
    ]


ENDS = """
import os, sys
asked = sys.stdin.readlines()
sys.stderr.write("trace\\n")
sys.stdout.write('{"id": "10-grades/not/1", "points": {"1": 5.9, "2": 4, "": 9.9}, "grade": "C"}\\n')
sys.stdout.flush()
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("end", "code", "why"),
    [
        ("sys.exit(3)", 3, "the program had answered 1 when it ended with exit code 3"),
        ("sys.exit(0)", 0, "the program had answered 1 when it ended with exit code 0"),
    ],
)
def test_a_program_that_ends_early_is_told_once_with_its_exit_code(
    end: str, code: int, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """How it ended, and how many cases it left; what it said of it is not mixed into the report."""
    assert main(["--lang", "en", "--only", "10-grades", sys.executable, "-c", ENDS + end]) == 1
    read = capfd.readouterr()
    assert read.err == "trace\n"
    count = len(cases("10-grades")) - 1
    assert read.out.startswith(f"failed: {count} cases: there is no answer: {why}\n    10-grades/")
    assert read.out.endswith(f"\n1 passed, {count} failed, 0 skipped\n")
    assert program([sys.executable, "-c", ENDS + end], cases("10-grades/not")).code == code


def test_a_program_that_was_stopped_is_told_with_the_signal() -> None:
    """As systems with signals say it: the exit code is below 0."""
    (one,) = run(Answers({}, {}, -9), cases()[:1]).failed
    assert one.why is not None
    assert one.why.text("en") == "there is no answer: the program had answered 0 when it was ended by signal 9"


@pytest.mark.long
def test_whoever_stops_reading_is_not_shown_a_trace() -> None:
    """`… --questions | head -1`, which looks at one case, ends as the other commands do."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "emulscore.conformance", "--questions"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


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
