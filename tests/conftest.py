"""What several test files share: an explanation is read back, and its arithmetic done again from the printed numbers."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from math import floor, prod
from typing import Any, Literal

import pytest

from required import missing

# "#" stands for a number, "*" for a name that may hold digits of its own, "[time]" and "[is|are]" for the word that suits
# the number before it: 1 time is, 2 times are.
FORMS: dict[str, tuple[str, str]] = {
    "rate": ("Tỷ lệ # × # điểm = # điểm.", "Rate # × # [point] = # [point]."),
    "target": (
        "Tỷ lệ # so với mức #: # ÷ # × # điểm = # điểm.",
        "Rate # against #: # ÷ # × # [point] = # [point].",
    ),
    "below plain": ("Tỷ lệ # dưới mức #: # × # điểm = # điểm.", "Rate # is below #: # × # [point] = # [point]."),
    "below nothing": ("Tỷ lệ # dưới mức #: # điểm.", "Rate # is below #: # [point]."),
    "of nothing": (
        "Không có đối tượng nào để tính tỷ lệ: # điểm.",
        "There is nothing to take a share of: # [point].",
    ),
    "above cap": (
        "Vượt mức tối đa: # điểm, chỉ tính # điểm.",
        "Above the maximum: # [point], of which # [counts|count].",
    ),
    "below cap": ("Dưới mức tối thiểu: # điểm, tính # điểm.", "Below the minimum: # [point], counted as #."),
    "full": ("Đúng thời gian quy định: #/# điểm.", "On time: #/# points."),
    "not late": ("Không trễ * nào: #/# điểm.", "No * late: #/# points."),
    "clean": ("Không bị trừ điểm lần nào: #/# điểm.", "Nothing is taken: #/# points."),
    "late": (
        "Trễ # * × # điểm/*: trừ #; còn #/# điểm.",
        "# * late × # [point] a *: # lost; #/# points left.",
    ),
    "late beyond": (
        "Mức trừ # điểm lớn hơn điểm chuẩn, chỉ trừ # điểm.",
        "The penalty of # [point] is more than the base; only # [is|are] taken.",
    ),
    "paper": ("“*” trễ # *.", "“*” is # * late."),
    "paper never": (
        "“*” không thực hiện: được không quá # điểm.",
        "“*” never happened: at most # [point].",
    ),
    "held": ("Chỉ tính #/# điểm.", "Only #/# points count."),
    "times share": ("*: # lần × # điểm chuẩn = trừ # điểm.", "*: # [time] × # of the base = # [point] off."),
    "times points": ("*: # lần × # điểm = trừ # điểm.", "*: # [time] × # [point] = # [point] off."),
    "keeps": (
        "*, mỗi lần trừ # số điểm còn lại: giữ lại #.",
        "*, # of what is left taken each time: # kept.",
    ),
    "times beyond": (
        "Tổng mức trừ # điểm lớn hơn điểm chuẩn, chỉ trừ # điểm.",
        "The penalties of # [point] are more than the base; only # [is|are] taken.",
    ),
    "left": ("Còn #/# điểm.", "#/# points left."),
    "in case": ("Đạt #, thuộc mức “*”: #/# điểm.", "# falls in “*”: #/# points."),
    "named": ("Mức “*”: #/# điểm.", "Level “*”: #/# points."),
    "answer": ("“*”: *; #/# điểm.", "“*”: *; #/# points."),
    "in none": ("Đạt #, không thuộc mức nào nêu trên: #/# điểm.", "# is in no tier: #/# points."),
    "no level": ("Không thuộc mức nào nêu trên: #/# điểm.", "None of the levels named: #/# points."),
    "never": ("Không thực hiện: #/# điểm.", "It never happened: #/# points."),
    "given": ("Được chấm #/# điểm.", "Given # of # [point]."),
    "rounded": ("Làm tròn đến #: # thành #/# điểm.", "Rounded to #: # becomes #/# points."),
}
_FRACTION = r"-?\d+/\d+|\(-?\d+/\d+\)"
_NUMBER = {"vi": rf"(-?\d{{1,3}}(?:\.\d{{3}})*(?:,\d+)?%?|{_FRACTION})", "en": rf"(-?\d+(?:\.\d+)?%?|{_FRACTION})"}

Lang = Literal["vi", "en"]


def _pattern(form: str, lang: Lang) -> str:
    plain = re.escape(form).replace(r"\#", _NUMBER[lang]).replace(r"\*", ".+?")
    return re.sub(r"\\\[(\w+)(?:\\\|(\w+))?\\\]", _one_or_many, plain)


def _one_or_many(words: re.Match[str]) -> str:
    one, many = words[1], words[2] or f"{words[1]}s"
    return rf"(?:(?<=[^\d.,/]1 ){one}|(?<![^\d.,/]1 ){many})"


def _number(text: str, lang: Lang) -> Fraction:
    bare = text.strip("()")
    plain = bare.replace(".", "").replace(",", ".") if lang == "vi" else bare
    return Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)


def _lines(text: str, lang: Lang) -> list[tuple[str, tuple[Fraction, ...]]]:
    said = []
    for line in text.splitlines():
        found = [
            (name, tuple(_number(group, lang) for group in match.groups()))
            for name, forms in FORMS.items()
            if (match := re.fullmatch(_pattern(forms[lang == "en"], lang), line))
        ]
        assert found or not re.search(r"\d", line), f"a sentence that no form reads: {line}"
        said += found[:1]
    return said


def _recomputed(text: str, lang: Lang) -> Fraction:  # noqa: PLR0915 - one arm per form
    """Return the points that an explanation comes to, after doing every sum in it again."""
    points = Fraction(-1)
    lost: list[Fraction] = []
    shares: list[tuple[Fraction, Fraction, Fraction]] = []
    kept: list[Fraction] = []
    limits: list[Fraction] = []
    papers: list[Fraction] = []
    asked = Fraction(0)
    for name, n in _lines(text, lang):
        match name:
            case "rate":
                assert n[0] * n[1] == n[2]
                points = n[2]
            case "target":
                assert (n[0], n[1]) == (n[2], n[3])
                assert n[0] / n[1] * n[4] == n[5]
                points = n[5]
            case "below plain":
                assert n[0] == n[2] < n[1]
                assert n[2] * n[3] == n[4]
                points = n[4]
            case "below nothing":
                assert n[0] < n[1]
                points = n[2]
                assert points == 0
            case "answer":
                points = n[0]
            case "of nothing" | "never":
                points = n[0]
            case "above cap":
                assert points == n[0] > n[1]
                points = n[1]
            case "below cap":
                assert points == n[0] < n[1]
                points = n[1]
            case "full" | "not late" | "clean":
                assert n[0] == n[1]
                points = n[0]
            case "late":
                asked = n[0] * n[1]
                lost = [n[0]]
                assert n[2] == min(asked, n[4])
                assert n[3] == n[4] - n[2]
                points = n[3]
            case "late beyond" | "times beyond":
                asked = asked or sum(lost, Fraction(0))
                assert asked == n[0] > n[1]
            case "paper":
                papers.append(n[0])
            case "paper never":
                limits.append(n[0])
            case "held":
                assert n[0] == min(limits) < (n[1] if points < 0 else points)
                points = n[0]
            case "times share":
                shares.append((n[0], n[1], n[2]))
                lost.append(n[2])
            case "times points":
                assert n[0] * n[1] == n[2]
                lost.append(n[2])
            case "keeps":
                assert any((1 - n[0]) ** times == n[1] for times in range(1, 40))
                kept.append(n[1])
            case "left":
                points = n[0]
                assert all(times * share * n[1] == takes for times, share, takes in shares)
                assert points == (n[1] * prod(kept) if kept else max(n[1] - sum(lost), 0))
            case "in case" | "in none":
                points = n[1]
            case "named" | "no level" | "given":
                points = n[0]
            case "rounded":
                step, exact, printed, _ = n
                assert exact == points
                assert printed == floor(exact / step + Fraction(1, 2)) * step
            case _:
                raise AssertionError(name)
    if papers:
        assert lost[0] in {sum(papers), max(papers)}
    if limits:
        points = min(limits) if points < 0 else points
        assert points <= min(limits)
    elif lost and asked and not shares:
        assert points >= 0
    assert points >= 0, f"no points in: {text}"
    return points


@pytest.fixture(scope="session")
def recomputed() -> Callable[[str, Lang], Fraction]:
    """Return a function that does the arithmetic of an explanation again, from nothing but its printed numbers."""
    return _recomputed


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Run Spark on two threads of this machine, for all tests together: it takes some seconds to start."""
    lacking = [name for name, there in (("PySpark", find_spec("pyspark")), ("Java", shutil.which("java"))) if not there]
    if lacking:
        missing(f"Spark needs {' and '.join(lacking)}")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        # What runs for seconds is not worth compiling twice: half the work of all its threads.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # not the first python3 of the path, which may be another
        builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]").appName("emulscore")
        session = builder.config(map=settings).getOrCreate()
    yield session
    session.stop()
