"""What the fuzzer begins with: real files and hostile ones, made anew each time, and the inputs that once broke a reader.

Real are the published schemes, the examples, the annexes, the citations and the conformance cases of this repository.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from emulscore.files import (
    Format,
    dumps_assessment,
    dumps_changes,
    dumps_scheme,
    load_assessment,
    load_changes,
    load_scheme,
    loads_assessment,
    loads_changes,
    loads_scheme,
    open_scheme,
)
from fuzzing.archives import documents, hostile_archives, workbooks
from fuzzing.readers import READERS

__all__ = ["PAST", "corpus", "hostile", "words"]

PAST: Final = Path(__file__).parents[1] / "past"
"""Inputs that once broke a reader: a folder for each reader, a file for each input."""

_ROOT: Final = Path(__file__).parents[3]
_EXAMPLES: Final = _ROOT / "examples"
_DATA: Final = _ROOT / "tests" / "data"
_FORMS: Final[tuple[Format, ...]] = ("toml", "json", "yaml")
_SMALL_ENOUGH: Final = 6_000  # of the published schemes; larger ones are read by other tests

Named = Iterator[tuple[str, bytes]]


def corpus(reader: str, *, largest: int | None = None) -> dict[str, bytes]:
    """Return all inputs of a reader by their names.

    Args:
        reader: Its name.
        largest: Leave out what is longer, in bytes.
    """
    return {name: raw for name, raw in _corpus(reader).items() if largest is None or len(raw) <= largest}


@cache
def _corpus(reader: str) -> dict[str, bytes]:
    kind, _, form = READERS[reader].kind.partition(".")
    made: dict[str, bytes] = {}
    match kind:
        case "number":
            made |= _numbers()
        case "citation":
            made |= _citations()
        case "annex":
            made |= _annexes()
        case "docx":
            made |= {**documents(), **hostile_archives("docx")}
        case "xlsx":
            made |= {**workbooks(), **hostile_archives("xlsx")}
        case _:
            made |= {**dict(_trees(kind, next(one for one in _FORMS if one == form))), **hostile(form)}
    past = PAST / reader
    if past.is_dir():
        made |= {f"past {path.name}": path.read_bytes() for path in sorted(past.iterdir())}
    return made


def words(reader: str) -> list[str]:
    """Return what the fuzzer may put in anywhere: the words of the files' form, and signs that readers trip over."""
    kind = READERS[reader].kind.partition(".")[0]
    signs = ["\u202e", "\u2066", "\u200b", "\u00a0", "\ufeff", "e\u0301", "\u0110", "−", "…", "–", "²", "٣"]
    if kind in {"scheme", "assessment", "changes", "cases"}:
        found: set[str] = set()
        for path in (files("emulscore") / "files" / "schema").iterdir():
            found |= set(re.findall(r'"([\w-]{2,30})"', path.read_text(encoding="utf-8")))
        marks = [
            "[[",
            "]]",
            "{",
            "}",
            '"""',
            "'''",
            " = ",
            ": ",
            "- ",
            "&a ",
            "*a",
            "<<: *a",
            "!!str ",
            "---\n",
            "|-\n",
        ]
        return [*sorted(found), *marks, "1e400", "-0", "0.1", "2023-02-31", "nan", "99,8%", "1/0", "null", *signs]
    if kind in {"docx", "xlsx"}:
        return ["<w:tbl>", "<w:tr>", "<w:tc>", "<w:p>", "<w:t>", "<w:ins>", "<w:del>", "w:val=", "<row ", "<c ", "<v>"]
    if kind == "number":
        return [*"0123456789,.%/-+ ", "nan", "inf", "ngày", "không phát sinh", "không thực hiện", "có", *signs]
    typed = ["số", "ngày", "tháng", "năm", "của UBND", "về việc", "v/v", "Kế hoạch", "QĐ-UBND", "/", "-", "…", "Điểm"]
    return [*typed, "STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "\t", "\n", "Tổng", "I.", "1.1", "* 100%", *signs]


def _numbers() -> dict[str, bytes]:
    texts = ["0", "9,98", "99,80%", "1.234.567,5", "1.234", "1/3", "5/0", "48", "-1", "+2", "NaN", "-inf", "1e400"]
    texts += ["9" * 70, "0," + "0" * 50 + "1", "17/10/2023", "31/02/2024", "29/2/2024", "2023-10-17", "có", "không"]
    texts += ["không phát sinh", "không thực hiện", "tot", "Tốt, đủ", "12 %", "−5", "²", "٣", "1\x00", "\ud800", "1_0"]
    texts += [
        "\u202e12",
        "1\u00a0234",
        "\uff11\uff12",
        "5 trong 7",
        "100%%",
        "1//2",
        "0x10",
        "1.2.3",
        "00",
        "1'000",
        "½",
    ]
    return {f"{place}": text.encode("utf-8", "surrogatepass") for place, text in enumerate(texts)}


def _citations() -> dict[str, bytes]:
    data = tomllib.loads((_DATA / "citations.toml").read_text(encoding="utf-8"))
    texts = [one["text"] for part in data.values() for one in part if "text" in one]
    texts += ["số " * 90, "ngày " * 60, "1/QĐ-" * 60, "(" * 390, "-" * 390, "Kế hoạch số 1/" + "A-" * 190]
    texts += ["\u202eQĐ số 1/QĐ-UBND ngày 1/1/2024", "QĐ số 1/QĐ-UBND\x00 ngày 1/1/2024", "1/1/2024 " * 40]
    return {f"{place}": text.encode("utf-8", "surrogatepass")[:390] for place, text in enumerate(texts)}


def _annexes() -> dict[str, bytes]:
    head = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\tCăn cứ\n"
    lines = {
        "plain": "1\tHồ sơ đúng hạn\t10\t9,98\tĐiểm = 99,80% * 10\tBáo cáo số 245/BC-UBND ngày 17/10/2023\n",
        "groups": "I\tNhóm\n1\tA\t5\t4\t80%\n2\tB\t5\t5\nII\tNhóm\n3\tC\t1,5\t1,5\nTổng\t\t11,5\t10,5\n",
        "tabs": "\t" * 59,
        "wide": "\t" * 500,
        "numbers": "1\tA\t" + "9" * 400 + "\t1e400\t" + "9,9 * " * 100 + "\n",
        "nul": "1\tA\0\t5\t4\n",
        "bidi": "1\t\u202eA\u2066\t5\t\u202e4\n",
        "surrogate": "1\t\ud800\t5\t4\n",
        "dots": "1." * 400 + "\tA\t5\t4\n",
        "cites": "1\tA\t5\t4\t\t" + "- số 1/QĐ-UBND ngày 1/1/2024; " * 60 + "\n",
        "breaks": "1\tA\t5\t4\t\u2028\u2029\x85\x1c\x0b\x0c\r1\n",
    }
    real = {path.name: path.read_bytes() for path in sorted((_DATA / "annexes").glob("*.txt"))}
    real["seed"] = (_DATA / "annex_nga_nam_2023.txt").read_bytes()
    return {**real, **{name: (head + text).encode("utf-8", "surrogatepass") for name, text in lines.items()}}


@cache
def _conformance() -> dict[str, str]:
    """Return the schemes of the conformance cases, which name every rule, fact, condition and gate."""
    folder = files("emulscore.conformance") / "cases"
    found = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        for name, tree in json.loads(path.read_text(encoding="utf-8"))["schemes"].items():
            found[f"{path.name} {name}"] = json.dumps(tree, ensure_ascii=False)
    return found


def _trees(kind: str, form: Format) -> Named:
    published = files("emulscore") / "schemes"
    if kind == "scheme":
        for name, text in _conformance().items():
            try:
                yield name, dumps_scheme(loads_scheme(text, "json"), form).encode()
            except ValueError:  # it is there to be refused
                yield name, text.encode()
        for path in (*sorted(_EXAMPLES.glob("*/bo-tieu-chi.toml")), *published.iterdir()):
            if path.name.endswith(".toml") and "." not in path.name.removesuffix(".toml"):
                raw = path.read_bytes()
                if len(raw) <= _SMALL_ENOUGH:
                    yield f"{path}", dumps_scheme(load_scheme(path), form).encode()
    if kind == "assessment":
        for example in (*sorted(_EXAMPLES.glob("*/ho-so.toml")), published / "nga_nam_2023.assessment.toml"):
            yield f"{example}", dumps_assessment(load_assessment(example), form).encode()
        yield "every value", dumps_assessment(loads_assessment(_units(), "json"), form).encode()
    if kind == "changes":
        parent = open_scheme("nga-nam-2023")
        for example in sorted(_EXAMPLES.glob("*/thay-doi.toml")):
            yield f"{example}", dumps_changes(load_changes(example, parent), form).encode()
        yield "several kinds", dumps_changes(loads_changes(_changes(), "json", parent), form).encode()
    if kind == "cases":
        head = 'format = "emulscore cases 1"\nscheme = "nga-nam-2023"\n'
        yield (
            "case",
            f'{head}[[cases]]\ntitle = "A"\nmeasurements = {{ a = "99,8%" }}\npoints = {{ 1 = "9,98" }}\n'.encode(),
        )


def _units() -> str:
    values = [
        "99,8%",
        1,
        {"due": "2023-10-17", "done": "2023-11-01"},
        [5, 7],
        {"months_begun": 2},
        True,
        "không phát sinh",
    ]
    tree = {
        "format": "emulscore assessment 1",
        "unit": {"vi": "Xã A", "en": "Commune A"},
        "scheme": "nga-nam-2023",
        "measurements": {f"f{place}": value for place, value in enumerate(values)},
        "claims": {"1": "4,5", "2": {"points": 1, "text": "x"}},
        "documents": [{"key": "a", "text": "Báo cáo số 1/BC-UBND ngày 17/10/2023"}],
        "evidence": {"1": ["a"]},
    }
    return json.dumps(tree, ensure_ascii=False)


def _changes() -> str:
    head = {"format": "emulscore changes 1", "parent": {"id": "nga-nam-2023"}, "id": "a", "issuer": "A", "level": "xã"}
    changes = [
        {"kind": "drop", "row": 15, "why": "x"},
        {"kind": "set_argument", "row": 13, "argument": "rule.target", "value": "60%", "why": "x"},
        {"kind": "retitle", "row": 1, "title": {"vi": "A"}, "why": "x"},
        {"kind": "move", "row": 2, "into": "II", "why": "x"},
        {"kind": "renumber", "numbers": {"3": "3a"}, "why": "x"},
    ]
    return json.dumps({**head, "period": "2026", "changes": changes}, ensure_ascii=False)


def hostile(form: str) -> dict[str, bytes]:
    """Return files that mean harm; in each form those that it can say, and those that others can."""
    deep, many = 20_000, 1_000_000
    anchors = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    by_form = {
        "toml": {
            "keys": "".join(f"a{n} = 1\n" for n in range(many)),
            "tables": "".join(f"[a{n}]\n" for n in range(many // 4)),
            "dotted": ".".join("a" * deep) + " = 1",
            "deep": "a = " + "[" * deep,
            "deep tables": "a = " + "{ a = " * deep,
            "digits": "a = " + "9" * 400_000,
            "exponent": "a = 1e999999999",
            "decimals": "a = 0." + "1" * 100_000,
            "quotes": 'a = """' + '""\\' * 50_000,
            "comments": "#" * 100_000,
            "spaces": "a =" + " " * 500_000,
            "key": "a" * 500_000 + " = 1",
            "dates": "a = [" + "2023-02-28, " * 50_000 + "]",
            "time": "a = 07:32:00\nb = 1979-05-27T07:32:00-08:00\n",
            "inside": "a = [" + "{ b = [{ c = 1 }] }, " * 20_000 + "]",
        },
        "json": {
            "keys": "{" + ",".join(f'"a{n}":1' for n in range(many // 2)) + "}",
            "same key": "{" + ",".join(['"a":1'] * 100_000) + "}",
            "list": "[" + "1," * many + "1]",
            "deep": "[" * deep,
            "deep tables": '{"a":' * deep,
            "digits": '{"a":' + "9" * 400_000 + "}",
            "power": f'{{"a":{10**400}}}',
            "exponent": '{"a":1e999999999,"b":-1e-999999999}',
            "none": '{"a":NaN,"b":Infinity,"c":-Infinity}',
            "surrogates": '{"a":"\\ud800","\\udfff":"\\u0000","b":"\\u202e"}',
            "escapes": '{"a":"' + "\\u0041" * 100_000 + '"}',
        },
        "yaml": {
            "laughs": anchors,
            "itself": "a: &a [*a]\n",
            "merge": "a: &a {b: 1}\nc: {<<: *a}\n",
            "keys": "".join(f"a{n}: 1\n" for n in range(many // 4)),
            "deep": "[" * deep,
            "deep tables": "{a: " * deep,
            "indented": "".join(" " * n + "a:\n" for n in range(1_500)),
            "tag": "a: !!python/object/apply:os.system [id]\n",
            "digits": "a: " + "9" * 400_000,
            "exponent": "a: 1e999999999\nb: .inf\nc: .NaN\n",
            "documents": "---\na: 1\n" * 1_000,
            "odd": "? [a]\n: 1\n",
            "signs": "a: \u202eb\nb: \x07\n",
            "block": "a: |\n" + "  x\n" * 20_000,
        },
    }[form]
    shared = {
        "empty": b"",
        "nul": b"a\x00b",
        "surrogate": b"\xed\xa0\x80",
        "bidi": 'a = "\u202e\u2066x"'.encode(),
        "mark": b"\xef\xbb\xbfa = 1",
        "wide": "a = 1".encode("utf-16"),
        "noise": bytes(range(256)) * 4,
    }
    return {**{name: text.encode() for name, text in by_form.items()}, **shared}
