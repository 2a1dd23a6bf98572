"""The documentation says what is so: both languages alike, every error, real output, and a search that finds."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import emulscore as library
from emulscore.errors import CODES
from emulscore.numbers import show
from emulscore.rules import kinds
from emulscore.schemes import nga_nam_2023
from emulscore.words import Lang

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGS = ("vi", "en")
READMES = ("README.md", "README.vi.md")

DEMO = re.compile(r"<!-- output: demo -->\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*?)\n```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")
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


def test_twins_show_as_many_examples() -> None:
    """A page and its twin run the same number of examples, so neither falls behind."""
    count = {lang: {page: text("docs", lang, page).count(">>> ") for page in pages(lang)} for lang in LANGS}
    assert count["vi"] == count["en"]
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


# --- the site ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both languages once, where mkdocs and its theme are installed."""
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed; it comes with the extra `docs`")
    site = tmp_path_factory.mktemp("site")
    for options in (["-d", str(site)], ["-f", "docs/mkdocs.en.yml", "-d", str(site / "en")]):
        done = subprocess.run(  # noqa: S603 - mkdocs, run by our own Python
            [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        assert done.returncode == 0, done.stdout
    return site


def found_by(index: Path, query: str) -> set[str]:
    """Return the pages whose index entries hold a word, split as the site's own search splits them."""
    tree = json.loads(index.read_text(encoding="utf-8"))
    split = re.compile(tree["config"]["separator"])
    pages = set()
    for entry in tree["docs"]:
        words = " ".join([entry["title"], entry["text"], *entry.get("tags", [])])
        if query in {word.lower() for word in split.split(words) if word}:
            pages.add(entry["location"].partition("#")[0])
    return pages


def test_search_finds_words_typed_without_diacritics(site: Path) -> None:
    """`diem` finds the pages that say `điểm`, also in the index that an opened file searches."""
    index = site / "search" / "search_index.json"
    assert "glossary.html" in found_by(index, "diem")
    assert found_by(index, "điểm") <= found_by(index, "diem")
    inlined = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert inlined == "var __index = " + index.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["search", "en/search"])
def test_search_splits_class_names(site: Path, folder: str) -> None:
    """`LatePenalty` is indexed as `late` and `penalty`, so that the name and its parts find its page."""
    index = site / folder / "search_index.json"
    assert "rules/late-penalty.html" in found_by(index, "late") & found_by(index, "penalty")


def test_the_site_asks_nothing_of_other_hosts(site: Path) -> None:
    """No page loads a script, a style, a font or an image from elsewhere."""
    outside = re.compile(
        r"<(?:script|img|iframe)[^>]*\ssrc=\"?https?:|<link[^>]*rel=\"?(?:stylesheet|preconnect)[^>]*href=\"?https?:"
    )
    assert [page.name for page in site.rglob("*.html") if outside.search(page.read_text(encoding="utf-8"))] == []


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


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_page_shows_a_curve(site: Path, lang: str) -> None:
    """Pages of rules that compare with a cohort have none: their points hang on other units."""
    pages = sorted((DOCS / lang / "rules").glob("*.md"))
    built = site if lang == "vi" else site / "en"
    bare = [page.stem for page in pages if "<figure" not in (built / "rules" / f"{page.stem}.html").read_text("utf-8")]
    assert bare == ["relative"]
