"""The site that is built: its search finds, its links lead somewhere, it fits a phone, and it asks nothing of anybody."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest

from required import missing

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGS = ("vi", "en")
DRIVER: Final = ROOT / "tests" / "calculator" / "driver.py"
# Built by a script of its own, beside the site; tests/calculator opens it.
BESIDE: Final = {"cham-diem.html"}
pytestmark = pytest.mark.long  # it builds the site


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
        words = " ".join(entry.get(field, "") for field in tree["config"]["fields"] if field != "tags")
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


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_page_shows_a_curve(site: Path, lang: str) -> None:
    """Each rule is drawn, also one that compares with a cohort: beside a best unit that is said."""
    pages = sorted((DOCS / lang / "rules").glob("*.md"))
    built = site if lang == "vi" else site / "en"
    bare = [page.stem for page in pages if "<figure" not in (built / "rules" / f"{page.stem}.html").read_text("utf-8")]
    assert bare == []
    relative = (built / "rules" / "relative.html").read_text("utf-8")
    assert {"vi": "Cao nhất trong cụm: 8", "en": "The cohort's best: 8"}[lang] in unescape(relative)


# --- links ------------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a page links to, what it loads, and the places on it that links lead to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()
        self.classes: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        self.classes |= set(given.get("class", "").split())
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif "src" in given:
            self.loads.append(given["src"])
        elif tag == "link" and given.get("rel") not in {"canonical", "next", "prev", "alternate"}:
            self.loads.append(given.get("href", ""))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    """Read every page of both languages; the page that is shown where one is missing has addresses from the root."""
    return {path: Page(path) for path in sorted(site.rglob("*.html")) if path.name not in {"404.html", *BESIDE}}


def test_every_link_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    """Each relative link and all that is loaded names a file of the site, and each anchor a place on its page."""
    broken = []
    for path, page in pages.items():
        for link in page.links + page.loads:
            if re.match(r"[a-z]+:", link):
                continue
            address, _, anchor = unquote(link).partition("#")
            target = (path.parent / address.partition("?")[0]).resolve() if address else path
            if target.name in BESIDE:
                continue
            if not target.is_file() or (
                anchor and target in pages and anchor not in pages[target].places | {"__tabbed"}
            ):
                broken.append((path.relative_to(site).as_posix(), link))
    assert broken == []
    assert len(pages) > 100


def test_the_languages_lead_to_each_other(site: Path, pages: dict[Path, Page]) -> None:
    """Each home page links to the other."""
    assert "en/index.html" in pages[site / "index.html"].links
    assert "../index.html" in pages[site / "en" / "index.html"].links


# --- nothing is asked of other hosts ----------------------------------------------------------------------------------


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    """No script, style, font, picture or frame has an address; nor has a style sheet."""
    loaded = {load for page in pages.values() for load in page.loads if re.match(r"([a-z]+:)?//", load)}
    assert loaded == set()
    styles = [
        path
        for path in site.rglob("*.css")
        if re.search(r"(@import|url\(\s*[\"']?(https?:)?//)", path.read_text("utf-8"))
    ]
    assert styles == []


def test_the_scripts_of_the_theme_have_no_reason_to_ask(pages: dict[Path, Page]) -> None:
    """Its scripts know addresses for diagrams and for the facts of a repository; no page has either, nor a version list."""
    assert {name for page in pages.values() for name in page.classes} & {"mermaid", "md-source", "md-version"} == set()


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open a browser that reaches no network."""
    spec = importlib.util.spec_from_file_location("site_driver", DRIVER)
    assert spec is not None
    assert spec.loader is not None
    driver = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(driver)
    if driver.CHROMIUM is None or driver.DRIVER is None:
        missing("chromium and chromedriver are not installed (on Debian: chromium, chromium-driver)")
    with driver.browser(tmp_path_factory.mktemp("downloads")) as found:
        yield found


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("home", "query", "page"),
    [
        ("index.html", "tỷ lệ", "rules/ratio.html"),
        ("index.html", "ty le", "rules/ratio.html"),
        ("index.html", "TRE HAN", "rules/late-penalty.html"),
        ("index.html", "LatePenalty", "rules/late-penalty.html"),
        ("index.html", "part-exceeds-whole", "errors.html"),
        ("rules/ratio.html", "cong nghe", "bundled/ung-dung-cntt-bo.html"),
        ("en/index.html", "LatePenalty", "rules/late-penalty.html"),
        ("en/index.html", "late penalty", "rules/late-penalty.html"),
    ],
)
def test_the_search_of_an_opened_file_finds(site: Path, window: Any, home: str, query: str, page: str) -> None:
    """Typed into the search field of a page that was opened from its file, words find their page among the first five."""
    window.go((site / home).as_uri())
    window.run("document.querySelector('label[for=__search]').click()")
    window.run("document.querySelector('.md-search__input').focus()")
    window.type(".md-search__input", query)
    first = (
        "return [...document.querySelectorAll('.md-search-result__item > a.md-search-result__link')].slice(0, 5)"
        ".map((one) => one.href.split(/[?#]/)[0])"
    )
    language = site / "en" if home.startswith("en/") else site
    window.wait(lambda: (language / page).as_uri() in window.run(first), f"{query}: not among the first results")


@pytest.mark.loopback
@pytest.mark.parametrize("folder", ["", "en"])
def test_every_page_fits_a_phone_and_asks_for_files_alone(
    site: Path, window: Any, pages: dict[Path, Page], folder: str
) -> None:
    """At 390 pixels no page is wider than the screen; all that any page asks for is a file, and it is there."""
    window.size(390, 844)
    window.log("performance")
    wide = []
    for path in pages:
        if path.is_relative_to(site / "en") is bool(folder):
            window.go(path.as_uri())
            if window.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(path.relative_to(site).as_posix())
    window.devtools("Emulation.clearDeviceMetricsOverride")
    assert wide == []
    asked = [json.loads(entry["message"])["message"] for entry in window.log("performance")]
    sent = {
        one["params"]["requestId"]: one["params"]["request"]["url"]
        for one in asked
        if one["method"] == "Network.requestWillBeSent"
    }
    assert len(set(sent.values())) > 50
    assert {url for url in sent.values() if not url.startswith(("file:", "data:", "blob:"))} == set()
    failed = {sent[one["params"]["requestId"]] for one in asked if one["method"] == "Network.loadingFailed"}
    # The theme looks for the twin of a page in the list of pages, which no browser lets an opened file read.
    assert {url for url in failed if not url.endswith("/sitemap.xml")} == set()
