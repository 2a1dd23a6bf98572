"""The pages say what is so: both languages alike, every error, every rule, every name, and real output."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from fractions import Fraction
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import emulscore as library
from emulscore.errors import CODES
from emulscore.numbers import show
from emulscore.rules import kinds
from emulscore.schemes import nga_nam_2023
from emulscore.words import Lang
from required import needs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGS = ("vi", "en")
READMES = ("README.md", "README.vi.md")

DEMO = re.compile(r"<!-- output: demo -->\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)\n```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^### (\S+)$", re.MULTILINE)


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def pages(lang: str) -> set[str]:
    return {path.relative_to(DOCS / lang).as_posix() for path in (DOCS / lang).rglob("*.md")}


def emulscore(*arguments: str, cwd: Path, **more: str) -> str:
    """Run the command as a reader would, with lines as wide as a pipe gets, and return all that it prints."""
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "EMULSCORE_LANG"}}
    done = subprocess.run(  # noqa: S603 - our own module, run by our own Python
        [sys.executable, "-m", "emulscore", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        cwd=cwd,
        env={**kept, "LC_ALL": "C", "LANG": "C", **more},
    )
    return done.stdout


# --- the pages --------------------------------------------------------------------------------------------------------


def test_both_languages_have_the_same_pages() -> None:
    """Nothing is said in one language only."""
    assert pages("vi") == pages("en")


def headings(page: str) -> list[int]:
    """Return the levels of a page's headings, in order; what stands in a block of code is none."""
    return [len(mark) for mark in re.findall(r"^(#+) \S", FENCED.sub("", page), re.MULTILINE)]


@pytest.mark.parametrize("page", sorted(pages("vi") - {"changelog.md"}))
def test_twins_have_the_same_parts(page: str, blocks: Any) -> None:
    """A page and its twin have the same headings, level by level, and the same blocks of code, kind by kind."""
    vi, en = (text("docs", lang, page) for lang in LANGS)
    assert headings(vi) == headings(en)
    assert headings(vi)
    found = {
        lang: [(one.kind, one.body.count(">>> "), bool(one.title)) for one in blocks(page)]
        for lang, page in (("vi", vi), ("en", en))
    }
    assert found["vi"] == found["en"]


def test_readmes_show_as_many_examples() -> None:
    """Both run the same number of examples, so neither falls behind."""
    assert text("README.md").count(">>> ") == text("README.vi.md").count(">>> ")


@pytest.mark.parametrize("lang", LANGS)
def test_every_error_has_its_heading(lang: str) -> None:
    """The headings of the errors page are the codes of the catalogue, each once."""
    headings = HEADING.findall(text("docs", lang, "errors.md"))
    assert sorted(headings) == sorted(CODES)


@pytest.mark.parametrize("lang", LANGS)
def test_every_error_has_its_words(lang: str) -> None:
    """Below each code stands at least one sentence."""
    sections = re.split(HEADING, text("docs", lang, "errors.md"))[1:]
    silent = [code for code, said in zip(sections[::2], sections[1::2], strict=True) if "." not in said]
    assert silent == []


@pytest.mark.parametrize(
    "kind", sorted(kind for kind, rule in kinds().items() if rule.__module__.startswith("emulscore."))
)
def test_every_rule_has_its_page_and_its_tests(kind: str) -> None:
    """A rule's module has a page of its name in both languages, which names the class, and a file of tests."""
    rule = kinds()[kind]
    module = rule.__module__.rpartition(".")[2]
    for lang in LANGS:
        assert f"`{rule.__name__}`" in text("docs", lang, "rules", f"{module.replace('_', '-')}.md")
    assert (ROOT / "tests" / "rules" / f"test_{module}.py").is_file()


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_page_says_what_the_author_must_choose(lang: str) -> None:
    """The pages of rules have the same parts in the same order: wording, formula, example, choices, traps."""
    parts = {
        "vi": ["Văn bản viết thế nào", "Công thức", "Ví dụ tính tay", "Người viết phải chọn", "Bẫy"],
        "en": ["How documents write it", "Formula", "Worked by hand", "What the author must choose", "Traps"],
    }[lang]
    found = {page: re.findall(r"^## (.+)$", text("docs", lang, page), re.MULTILINE) for page in pages(lang)}
    rules = {page: [part.split(" (")[0] for part in own] for page, own in found.items() if page.startswith("rules/")}
    assert [page for page, own in rules.items() if [part for part in own if part in parts] != parts] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_argument_of_a_rule_is_a_choice_that_its_page_explains(lang: str) -> None:
    """The choices of a page name each argument of its rule, but those that only say what is measured or worked on."""
    heading = {"vi": "## Người viết phải chọn", "en": "## What the author must choose"}[lang]
    unsaid = []
    for rule in kinds().values():
        package, _, module = rule.__module__.rpartition(".")
        if package.startswith("emulscore."):
            choices = text("docs", lang, "rules", f"{module.replace('_', '-')}.md").split(heading)[1].split("\n## ")[0]
            given = set(signature(rule).parameters) - {"fact", "late", "rule", "parts"}
            unsaid += [(rule.__name__, name) for name in sorted(given) if f"`{name}`" not in choices]
    assert unsaid == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_page_has_a_document_and_an_example_that_runs(lang: str, blocks: Any) -> None:
    """Below the wording stands a table of documents; below the worked example, a session."""
    heads = {
        "vi": ("## Văn bản viết thế nào", "## Ví dụ tính tay"),
        "en": ("## How documents write it", "## Worked by hand"),
    }
    bare = []
    for page in sorted(page for page in pages(lang) if page.startswith("rules/")):
        wording, example = (text("docs", lang, page).split(head)[1].split("\n## ")[0] for head in heads[lang])
        if wording.count("\n|") < 3 or not any(">>> " in one.body for one in blocks(example)):
            bare.append(page)
    assert bare == []


def test_changelogs_name_the_same_versions() -> None:
    """The Vietnamese page of changes has the versions of CHANGELOG.md, in the same order."""
    versions = [
        re.findall(r"^## (.+)$", one, re.MULTILINE) for one in (text("CHANGELOG.md"), text("docs/vi/changelog.md"))
    ]
    assert versions[0] == versions[1]


# --- the front pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_home_page_shows_the_annex_scored(lang: Lang) -> None:
    """The table above all else has the points and reasons that the library gives for the annex."""
    cells = re.findall(
        r"^\| \**(\w.*?)\** \| (.*?) \| (.*?) \| (.*?) \|$", text("docs", lang, "index.md"), re.MULTILINE
    )
    shown = {row[0].split(".")[0]: tuple(cell.strip("*") for cell in row[1:]) for row in cells[1:5]}
    card = nga_nam_2023.scheme.score(nga_nam_2023.assessment, partial=True)
    claims = {id_: claim.points for id_, claim in nga_nam_2023.assessment.claims.items()}
    total = shown.pop({"vi": "Tổng điểm", "en": "Total"}[lang])
    assert total[:2] == (show(sum(claims.values(), Fraction(0)), lang), card.total.text(lang))
    assert set(shown) == {"8", "12", "15"}
    for id_, (claimed, computed, why) in shown.items():
        assert claimed == (show(claims[id_], lang) if id_ in claims else "—")
        assert computed == card[id_].range.text(lang)
        assert not card[id_].scored or why == card[id_].explain(lang).replace("\n", " ")


def test_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    """The output in README.md is the real one, to the letter."""
    needs("xlsxwriter")
    found = DEMO.search(text("README.md"))
    assert found is not None
    assert found[1].strip("\n") == emulscore("demo", cwd=tmp_path).strip("\n")


def test_readme_in_vietnamese_runs() -> None:
    """The examples of the Vietnamese README give what they show."""
    globs: dict[str, Any] = {}
    found = doctest.DocTestParser().get_doctest(text("README.vi.md"), globs, "README.vi.md", "README.vi.md", 0)
    result = doctest.DocTestRunner().run(found)
    assert result.failed == 0
    assert result.attempted > 0


def test_readme_in_vietnamese_has_the_same_commands() -> None:
    """The one-line commands are the same in both."""
    commands = dict(COMMAND.findall(text("README.md")))
    assert set(commands) == {"demo", "test"}
    assert [command for command in commands.values() if command not in text("README.vi.md")] == []


@pytest.mark.parametrize("readme", READMES)
def test_links_of_the_readme_lead_somewhere(readme: str) -> None:
    """Every relative link names a file that is there."""
    links = LINK.findall(text(readme))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


# --- the reference ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_public_name_is_in_the_reference(lang: str) -> None:
    """The reference has each public name once, and no name that there is not."""
    pages = sorted((DOCS / lang / "reference").glob("*.md"))
    named = [
        name for page in pages for name in re.findall(r"^::: emulscore\.(\S+)$", page.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(named) == len(set(named))
    assert sorted(name for name in named if "." not in name) == sorted(library.__all__)
    for name in named:
        module, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(f"emulscore.{module}".rstrip(".")), attribute)


@pytest.mark.parametrize("config", ["mkdocs.yml", "docs/mkdocs.en.yml"])
def test_every_bundled_scheme_has_its_page(config: str) -> None:
    """The page is made from the scheme; the navigation lists it."""
    shipped = {path.stem for path in (ROOT / "src/emulscore/schemes").glob("*.toml")}
    wanted = {stem.replace("_", "-") for stem in shipped if "." not in stem}
    listed = re.findall(r"^      - bundled/(\S+)\.md$", (ROOT / config).read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(wanted)
