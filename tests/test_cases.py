"""Cases that officials write beside a scheme: read, tried, told, and collected by pytest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from attrs import evolve

from emulscore import FileError, Problem, SchemeError
from emulscore.cases import check_cases, open_cases
from emulscore.cli import main
from emulscore.expected import ExpectedCase, ExpectedCases
from emulscore.files import loads_cases, loads_scheme, open_scheme

Form = Literal["NFC", "NFD"]
HEAD = 'format = "emulscore cases 1"\n'
SCHEME = """
format = "emulscore scheme 1"
id = "thu"
title = "Thử"
total = 10
items = [
  { id = 1, title = "Tỷ lệ", base = 6, rule = { kind = "ratio", fact = "x", empty = "refuse" } },
  { id = 2, title = "Người chấm", base = 4, rule = { kind = "direct", fact = "y" } },
  { id = "T", title = "Trừ", base = 5, role = "deduction", items = [
    { id = "T1", title = "Trừ", base = 5, rule = { kind = "direct", fact = "z" } },
  ] },
]
facts = [
  { kind = "share", name = "x" }, { kind = "points", name = "y", largest = 4 }, { kind = "points", name = "z", largest = 5 },
]
[grades]
bands = [
  { id = "tot", title = { vi = "Tốt", en = "Good" }, at_least = 8 },
  { id = "kem", title = { vi = "Kém", en = "Poor" }, below = 8 },
]
"""


def told(case: str, lang: str = "vi") -> list[str]:
    """Return what a case comes to, by line."""
    (found,) = check_cases(loads_scheme(SCHEME), loads_cases(f"{HEAD}[[cases]]\n{case}"))
    return found.text("en" if lang == "en" else "vi").splitlines()


RIGHT = [
    'measurements = { x = "75,7%" }\npoints = { 1 = "4,54" }',  # 0,757 × 6 = 4,542
    'measurements = { x = "50%", y = 4, z = 2 }\npoints = { 1 = 3, 2 = 4, T1 = 2, T = "-2" }\ntotal = 5\ngrade = "kem"',
    'measurements = { x = "100%", y = 4, z = 0 }\ngrade = "tot"',
    'measurements = { y = "4,01" }\nerror = "points-out-of-range"',
    'measurements = { x = "50%" }\nerror = "missing-fact"',
]


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_is_right(case: str) -> None:
    """Rows alone, a whole unit with what is taken off, a grade, and errors."""
    assert told(case) == ["Trường hợp 1: đúng"]


@pytest.mark.parametrize(
    ("case", "vi", "en"),
    [
        (
            'title = { vi = "bảy mươi lăm", en = "seventy-five" }\nmeasurements = { x = "75,7%" }\npoints = { 1 = "4,55" }',
            ["Trường hợp 1 “bảy mươi lăm”: sai", "  tiêu chí 1: cần 4,55, được 4,54",
             "    Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
             "    Làm tròn đến 0,01: 4,542 thành 4,54/6 điểm."],
            ["Case 1 “seventy-five”: wrong", "  criterion 1: expected 4.55, got 4.54",
             "    Rate 75.7% × 6 points = 4.542 points.",
             "    Rounded to 0.01: 4.542 becomes 4.54/6 points."],
        ),
        (
            'measurements = { x = "50%" }\ntotal = 3',
            ["Trường hợp 1: sai", "  tổng điểm: cần 3, nhưng chưa chấm được"],
            ["Case 1: wrong", "  total: expected 3, but it is not scored yet"],
        ),
        (
            'measurements = { x = "100%", y = 4, z = 3 }\ngrade = "tot"',
            ["Trường hợp 1: sai", "  xếp loại: cần Tốt, được Kém"],
            ["Case 1: wrong", "  grade: expected Good, got Poor"],
        ),
        (
            'measurements = { x = "100%" }\ngrade = "tot"',
            ["Trường hợp 1: sai", "  xếp loại: cần Tốt, nhưng chưa chấm được"],
            ["Case 1: wrong", "  grade: expected Good, but it is not scored yet"],
        ),
        (
            "measurements = { z = 3 }\npoints = { T = 2 }",
            ["Trường hợp 1: sai", "  nhóm T: cần 2, được 3"],
            ["Case 1: wrong", "  group T: expected 2, got 3"],
        ),
        (
            'measurements = { x = "50%", y = 4, z = 3 }\nerror = "missing-fact"',
            ["Trường hợp 1: sai", "  cần lỗi missing-fact, nhưng chấm được: tổng điểm 4"],
            ["Case 1: wrong", "  expected the error missing-fact, but it was scored: total 4"],
        ),
        (
            'measurements = { x = "5/0" }\nerror = "negative"',
            ["Trường hợp 1: sai", "  cần lỗi negative, nhưng gặp: "],
            ["Case 1: wrong", "  expected the error negative, but got: "],
        ),
        (
            'measurements = { x = "5/0" }\npoints = { 1 = 1 }',
            ["Trường hợp 1: sai", "  không chấm được: ",
             "    [some-of-zero] tiêu chí 1, số liệu “x”, đã cho “5/0”: có 5 trong tổng số 0. Cần: tổng số ít nhất bằng 5."],
            ["Case 1: wrong", "  it cannot be scored: "],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_both_languages(case: str, vi: list[str], en: list[str]) -> None:
    """The row, what was expected, what it got, and the explanation of its points."""
    assert told(case)[: len(vi)] == vi
    assert told(case, "en")[: len(en)] == en


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("measurements = { x = 1 }", "wrong-argument"),
        ('measurements = { x = 1 }\ntotal = 1\nerror = "float"', "wrong-argument"),
        ("measurements = { x = 1 }\ntotal = 1\npoint = 1", "unknown-key"),
        ("total = 1", "missing-key"),
        ('measurements = { x = 1 }\ntotal = "một"', "not-a-number"),
    ],
)
def test_what_is_no_case_is_refused(case: str, code: str) -> None:
    """Nothing expected, points beside an error, a key that is none, no measurements, a total that is no number."""
    with pytest.raises(FileError) as caught:
        loads_cases(f"{HEAD}[[cases]]\n{case}")
    assert [problem.code for problem in caught.value.problems] == [code]


def test_no_cases_at_all_are_refused() -> None:
    """An empty file would pass whatever the scheme says."""
    with pytest.raises(FileError):
        loads_cases(f"{HEAD}cases = []")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a scheme and cases, of which the second is wrong."""
    (tmp_path / "thu.toml").write_text(SCHEME, "utf-8")
    cases = "\n".join(f"[[cases]]\n{case}" for case in (RIGHT[0], 'measurements = { x = "50%" }\npoints = { 1 = 4 }'))
    (tmp_path / "thu.cases.toml").write_text(HEAD + cases, "utf-8")
    return tmp_path


def test_a_file_finds_its_scheme(folder: Path) -> None:
    """The file beside it of the same name, another file beside it, or a published scheme by its id."""
    path = folder / "thu.cases.toml"
    assert open_cases(path)[0].id == "thu"
    case = f"[[cases]]\n{RIGHT[0]}"
    (folder / "khac.cases.toml").write_text(f'{HEAD}scheme = "thu.toml"\n{case}', "utf-8")
    assert open_cases(folder / "khac.cases.toml")[0].id == "thu"
    published = '[[cases]]\nmeasurements = { dung_han = "99,80%" }\npoints = { 8 = "9,98" }'
    (folder / "annex.cases.toml").write_text(f'{HEAD}scheme = "nga-nam-2023"\n{published}', "utf-8")
    scheme, found = open_cases(folder / "annex.cases.toml")
    assert scheme == open_scheme("nga-nam-2023")
    assert check_cases(scheme, found)[0].passed


def refused(path: Path) -> Problem:
    """Return the one problem of a file of cases."""
    with pytest.raises((FileError, SchemeError)) as caught:
        open_cases(path)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("scheme", "name"),
    [("", "none.toml"), ('scheme = "xa.yaml"\n', "xa.yaml"), ('scheme = "thu"\n', "thu")],
)
def test_a_scheme_that_is_not_there_is_told_with_what_is(folder: Path, scheme: str, name: str) -> None:
    """The file that was looked for, and those that stand beside; a file is not meant by half of its name."""
    (folder / "none.cases.toml").write_text(f"{HEAD}{scheme}[[cases]]\n{RIGHT[0]}", "utf-8")
    problem = refused(folder / "none.cases.toml")
    assert problem.code == "no-scheme-file"
    vi, en = problem.text("vi"), problem.text("en")
    assert f"không có tệp bộ tiêu chí “{name}” cạnh tệp trường hợp" in vi
    assert "hay tên một bộ có sẵn; cạnh đó có: thu.toml." in vi
    assert f"there is no scheme file “{name}” beside the file of cases" in en
    assert "beside it: thu.toml." in en


def test_a_scheme_in_another_folder_is_found_or_told(folder: Path) -> None:
    """A path is taken from the file of cases on; a folder that is not there holds no file."""
    (folder / "thu-muc").mkdir()
    for name, there in (("thu.toml", True), ("khac/thu.toml", False)):
        text = f'{HEAD}scheme = "../{name}"\n[[cases]]\n{RIGHT[0]}'
        (folder / "thu-muc" / "a.cases.toml").write_text(text, "utf-8")
        if there:
            assert open_cases(folder / "thu-muc" / "a.cases.toml")[0].id == "thu"
        else:
            problem = refused(folder / "thu-muc" / "a.cases.toml")
            assert problem.code == "no-scheme-file"
            assert "beside it: —." in problem.text("en")


def test_a_scheme_that_nobody_published_is_told(folder: Path) -> None:
    """An id that is wrong by a letter: the nearest one is named."""
    (folder / "none.cases.toml").write_text(f'{HEAD}scheme = "nga-nam-2032"\n[[cases]]\n{RIGHT[0]}', "utf-8")
    problem = refused(folder / "none.cases.toml")
    assert problem.code == "unknown-scheme"
    assert "nga-nam-2023" in problem.text()


@pytest.mark.parametrize(("there", "asked"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_names_that_look_the_same_are_the_same(tmp_path: Path, there: Form, asked: Form) -> None:
    """One system writes an accent into the letter, another behind it; beside the cases and by its name."""
    name = "xã Đại Tâm"
    (tmp_path / f"{normalize(there, name)}.toml").write_text(SCHEME, "utf-8")
    case = f"[[cases]]\n{RIGHT[0]}"
    path = tmp_path / f"{normalize(asked, name)}.cases.toml"
    path.write_text(HEAD + case, "utf-8")
    assert open_cases(path)[0].id == "thu"
    other = tmp_path / "khac.cases.toml"
    other.write_text(f'{HEAD}scheme = "{normalize(asked, name)}.toml"\n{case}', "utf-8")
    assert open_cases(other)[0].id == "thu"


def test_of_two_names_that_look_the_same_the_very_one_is_taken(tmp_path: Path) -> None:
    """Where the disk has both."""
    names = [normalize(form, "xã") for form in ("NFC", "NFD")]
    for name in names:
        (tmp_path / f"{name}.toml").write_text(SCHEME.replace('id = "thu"', f'id = "thu-{len(name)}"'), "utf-8")
        (tmp_path / f"{name}.cases.toml").write_text(f"{HEAD}[[cases]]\n{RIGHT[0]}", "utf-8")
    assert [open_cases(tmp_path / f"{name}.cases.toml")[0].id for name in names] == ["thu-2", "thu-3"]


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("part-exceed-whole", "có phải “part-exceeds-whole”", "did you mean “part-exceeds-whole”"),
        ("sai", "một mã lỗi như “part-exceeds-whole”.", "a code such as “part-exceeds-whole”."),
    ],
)
def test_a_code_that_there_is_not_is_refused(folder: Path, code: str, vi: str, en: str) -> None:
    """A misspelt code would never be met, and a case that expects it never be right: the nearest ones are named."""
    (folder / "thu.cases.toml").write_text(
        f'{HEAD}[[cases]]\nmeasurements = {{ x = "5/4" }}\nerror = "{code}"', "utf-8"
    )
    problem = refused(folder / "thu.cases.toml")
    assert (problem.code, problem.path, problem.given) == ("unknown-code", "cases[0].error", code)
    assert vi in problem.text("vi")
    assert en in problem.text("en")


@pytest.mark.parametrize(
    ("points", "name"),
    [("1.2 = 3", '"1.2"'), ("1.2.a = 3", '"1.2.a"'), ("I.1 = { points = 3 }", '"I.1.points"')],
)
def test_a_number_with_a_dot_must_stand_in_quotes(points: str, name: str) -> None:
    """Without them TOML makes a table of it: the number is shown as it must be written."""
    with pytest.raises(FileError) as caught:
        loads_cases(f"{HEAD}[[cases]]\nmeasurements = {{}}\npoints = {{ {points} }}")
    (problem,) = caught.value.problems
    assert problem.code == "wrong-value"
    assert f"nếu đó là số thứ tự có dấu chấm thì đặt trong dấu nháy: {name}." in problem.text("vi")
    assert f"where it is a number with a dot, put it in quotes: {name}." in problem.text("en")


def test_rows_and_grades_that_are_not_there_are_told_at_once(folder: Path) -> None:
    """Two cases, two slips; both are named with their places."""
    slips = '[[cases]]\nmeasurements = {}\npoints = { 9 = 1 }\n[[cases]]\nmeasurements = {}\ngrade = "gioi"\n'
    (folder / "thu.cases.toml").write_text(HEAD + slips, "utf-8")
    ways: list[Callable[[], object]] = [
        lambda: open_cases(folder / "thu.cases.toml"),
        lambda: check_cases(loads_scheme(SCHEME), loads_cases(HEAD + slips)),
    ]
    for way in ways:
        with pytest.raises(SchemeError) as caught:
            way()
        assert [(one.code, one.path) for one in caught.value.problems] == [
            ("unknown-row", "cases[0].points"),
            ("unknown-part", "cases[1].grade"),
        ]


def test_every_case_of_a_broken_scheme_is_seen() -> None:
    """A scheme whose bases are exchanged is wrong in each case that was right."""
    scheme = loads_scheme(SCHEME)
    found = loads_cases(HEAD + '[[cases]]\nmeasurements = { x = "50%" }\npoints = { 1 = 3 }\n')
    assert check_cases(scheme, found)[0].passed
    rows = [evolve(scheme.items[0], base=5), *scheme.items[1:]]
    assert not check_cases(evolve(scheme, items=rows, total=9, grades=None), found)[0].passed


# --- the command -------------------------------------------------------------------------------------------------------


def test_the_command_tells_what_is_wrong_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1; the count, then each wrong case."""
    assert main(["test", str(folder / "thu.cases.toml"), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[:3] == [
        "thu.cases.toml: 2 cases, 1 wrong", "Case 2: wrong", "  criterion 1: expected 4, got 3",
    ]  # fmt: skip
    assert said.err == "emulscore: cases that came out otherwise: 1\n"


def test_the_command_is_silent_about_what_is_right(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and one line; as JSON each case."""
    (folder / "thu.cases.toml").write_text(f"{HEAD}[[cases]]\n{RIGHT[0]}", "utf-8")
    assert main(["test", str(folder / "thu.cases.toml"), "--lang", "vi"]) == 0
    assert capsys.readouterr().out == "thu.cases.toml: 1 trường hợp, 0 sai\n"
    assert main(["test", str(folder / "thu.cases.toml"), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["cases"]
    assert (one["case"], one["passed"], one["wrong"]) == (1, True, [])


def test_the_command_tries_a_whole_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file of cases in it and in those inside, by name; what is hidden is passed over."""
    for inside in (folder / "xa", folder / ".git"):
        inside.mkdir()
        (inside / "thu.toml").write_text(SCHEME, "utf-8")
        (inside / "thu.cases.toml").write_text(f"{HEAD}[[cases]]\n{RIGHT[0]}", "utf-8")
    assert main(["test", str(folder), "--lang", "en"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["thu.cases.toml: 2 cases, 1 wrong", "Case 2: wrong"]
    assert said[-1] == f"{Path('xa') / 'thu.cases.toml'}: 1 cases, 0 wrong"
    assert len([line for line in said if ".cases.toml" in line]) == 2
    assert main(["test", str(folder / "xa"), str(folder / "xa" / "thu.cases.toml"), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "thu.cases.toml: 1 cases, 0 wrong\n" * 2


def test_the_command_says_that_a_folder_holds_no_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3, and how such a file is named."""
    (tmp_path / "xa-a.toml").write_text(SCHEME, "utf-8")
    assert main(["test", str(tmp_path), "--lang", "vi"]) == 3
    said = capsys.readouterr().err
    assert "[no-case-files]" in said
    assert "thư mục không có tệp trường hợp nào. Cần: tệp có tên như xa-a.cases.toml, đặt cạnh xa-a.toml." in said


def test_the_command_tells_of_all_files_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem with its file: one whose scheme is not there, one whose case is not, one that is no TOML."""
    (folder / "a.cases.toml").write_text(f"{HEAD}[[cases]]\n{RIGHT[0]}", "utf-8")
    (folder / "b.cases.toml").write_text(
        f'{HEAD}scheme = "thu.toml"\n[[cases]]\nmeasurements = {{}}\npoints = {{ 9 = 1 }}'
    )
    (folder / "c.cases.toml").write_text("[[cases]", "utf-8")
    assert main(["test", str(folder), "--lang", "en"]) == 3
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert said[0].startswith(
        f"emulscore: [no-scheme-file] {folder / 'a.cases.toml'}: there is no scheme file “a.toml”"
    )
    assert said[1].startswith(f"emulscore: [unknown-row] {folder / 'b.cases.toml'}: cases[0].points, criterion 9: ")
    assert said[2].startswith(f"emulscore: {folder / 'c.cases.toml'}:1:")


def test_the_command_refuses_what_is_no_file_of_cases(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3, with the format that is needed."""
    assert main(["test", str(folder / "thu.toml")]) == 3
    assert "emulscore cases 1" in capsys.readouterr().err


# --- pytest ------------------------------------------------------------------------------------------------------------


def pytest_in(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pytest", "-p", "pytest_emulscore", "-p", "no:cacheprovider", "-q", *more]
    return subprocess.run(words, cwd=folder, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 - our own


@pytest.mark.long
def test_pytest_collects_the_cases(folder: Path) -> None:
    """Each case is a test; what fails is said without a line of Python."""
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    done = pytest_in(folder)
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "tiêu chí 1: cần 4, được 3" in done.stdout
    assert "Traceback" not in done.stdout
    (folder / "thu.toml").unlink()
    done = pytest_in(folder)
    assert done.returncode == 2
    assert "[no-scheme-file]" in done.stdout


@pytest.mark.long
def test_a_fault_of_a_program_is_shown_where_it_is(folder: Path) -> None:
    """A reader that breaks is no wrong case: pytest shows the error, and the line of Python that raised it."""
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (folder / "conftest.py").write_text(
        "from emulscore import ShareFact\n\n"
        "def read(self, raw):\n    raise RuntimeError('the reader is broken')\n\nShareFact.read = read\n",
        "utf-8",
    )
    (folder / "thu.cases.toml").write_text(
        HEAD + '[[cases]]\nmeasurements = { x = "1/3" }\npoints = { 1 = 2 }', "utf-8"
    )
    done = pytest_in(folder)
    assert done.returncode == 1
    assert "RuntimeError: the reader is broken" in done.stdout
    assert "conftest.py:4" in done.stdout


@pytest.mark.long
def test_pytest_loads_nothing_where_there_is_no_case(tmp_path: Path) -> None:
    """A project without such files pays for two functions, and never for the library."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (tmp_path / "test_other.py").write_text(
        "import sys\ndef test_loaded():\n"
        "    assert 'pytest_emulscore' in sys.modules\n    assert 'emulscore' not in sys.modules\n",
        "utf-8",
    )

    done = pytest_in(tmp_path)
    assert "1 passed" in done.stdout, done.stdout


def test_cases_of_an_expected_error_need_no_points() -> None:
    """A case may be made in Python too."""
    case = ExpectedCase(measurements={"x": True}, error="not-a-share")
    assert check_cases(loads_scheme(SCHEME), ExpectedCases(cases=[case]))[0].passed
