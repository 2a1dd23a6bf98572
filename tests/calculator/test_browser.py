"""The page itself, in a real browser that reaches no network: opened from a file, used by mouse and by keyboard."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import openpyxl
import pytest

from required import missing

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
BUILT: Final = Path(os.environ.get("EMULSCORE_CALCULATOR", ROOT / "site" / "cham-diem.html"))
pytestmark = pytest.mark.loopback  # the browser's driver is a program of its own
TAB: Final = "\ue004"


def _loaded(name: str, path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


driver: Final = _loaded("calculator_driver", HERE / "driver.py")


@pytest.fixture(scope="module")
def page() -> Path:
    """Return the page that was built; it is asked for where engines are required."""
    if driver.CHROMIUM is None or driver.DRIVER is None:
        missing("chromium and chromedriver are not installed (on Debian: chromium, chromium-driver)")
    if not BUILT.is_file():
        missing("the page is not built: python docs/calculator/build.py")
    return BUILT


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def window(page: Path, downloads: Path) -> Iterator[Any]:
    """Open the page from its file, once."""
    with driver.browser(downloads) as found:
        found.go(page.resolve().as_uri())
        ready = "return !document.getElementById('main').hidden || !document.getElementById('failed').hidden"
        found.wait(lambda: found.run(ready), "the page did not get ready")
        assert found.text("#failed") == ""
        yield found


@pytest.fixture
def town(window: Any) -> Any:
    """Open the town's scheme, with the figures of its document, in Vietnamese."""
    window.run(
        "if (document.documentElement.lang !== 'vi') document.getElementById('lang').click();"
        "window.confirm = () => true;"
        "const list = document.getElementById('scheme');"
        "list.value = 'nga-nam-2023'; list.dispatchEvent(new Event('change'));"
        "document.getElementById('example').click();"
    )
    says(window, "#total", "90,52 đến 98,52")
    return window


def says(window: Any, selector: str, text: str) -> None:
    """Wait until an element says a text."""
    window.wait(lambda: text in window.text(selector), f"{selector} says “{window.text(selector)}”, not “{text}”")


def points(window: Any, row: str) -> str:
    return str(window.text(f'[data-points="{row}"]'))


# --- what it works out ------------------------------------------------------------------------------------------------


def test_the_document_gives_its_points(town: Any) -> None:
    """The figures of the document give 9,98 and 4,54, with the reason, and 90,52 to 98,52 in all."""
    assert (points(town, "8"), points(town, "12")) == ("9,98", "4,54")
    assert "75,7% × 6 điểm = 4,542 điểm" in town.text('[data-why="12"]')
    assert "+1,46" in town.text('[data-gap="12"]')
    assert "còn thiếu 1 số liệu" in town.text("#state")


def test_points_follow_what_is_typed(town: Any) -> None:
    """90 of 100 people instead of 75,7% give 5,4 of 6 points: 0,86 more in all."""
    town.type("#fact-dan_vneid-other", "")
    town.type("#fact-dan_vneid-first", "90")
    town.type("#fact-dan_vneid-second", "100")
    says(town, '[data-points="12"]', "5,4")
    says(town, "#total", "91,38 đến 99,38")


def test_what_raises_the_total_comes_first(town: Any) -> None:
    """Once nothing is unknown, the list begins with the 1,46 points of row 12; its link leads to the field."""
    town.type("#fact-tieu_chi_15-first", "8")
    says(town, "#total", "98,52")
    says(town, "#gains li", "+1,46")
    town.click("#gains li a")
    assert town.run("return document.activeElement.dataset.fact") == "dan_vneid"


def test_bad_input_is_told_at_its_field(town: Any) -> None:
    """99,80 times late: the library's own message stands at the field, tied to it, and goes once it is mended."""
    town.type("#fact-tre_thang-first", "99,80")
    message = "[not-a-count] đã cho “99,80”: không phải là số đếm. Cần: số nguyên không âm như 48 hoặc “1.234”."
    says(town, "#fact-tre_thang-error", message)
    field = "const field = document.getElementById('fact-tre_thang-first');"
    assert town.run(f"{field} return field.getAttribute('aria-invalid')") == "true"
    assert "fact-tre_thang-error" in town.run(f"{field} return field.getAttribute('aria-describedby')").split()
    assert "1 chỗ cần sửa" in town.text("#state")
    town.type("#fact-tre_thang-first", "0")
    town.wait(lambda: town.run(f"{field} return !field.hasAttribute('aria-invalid')"), "still refused")
    assert town.run("return document.getElementById('fact-tre_thang-error').hidden")


def test_the_total_is_read_out(town: Any) -> None:
    """A polite live region says the total and what is missing, in words."""
    says(town, "#said", "Tổng điểm 90,52 đến 98,52 trên 100. Đã chấm 14/15 tiêu chí; còn thiếu 1 số liệu.")
    assert town.run("return document.getElementById('said').getAttribute('aria-live')") == "polite"


def test_english_says_the_same(town: Any) -> None:
    """The switch turns labels, reasons and points to English and keeps what was typed and chosen."""
    chosen = "return document.getElementById('fact-nhan_su-first').selectedIndex"
    before = town.run(chosen)
    town.click("#lang")
    says(town, "#total", "90.52 to 98.52")
    assert points(town, "12") == "4.54"
    assert town.run(chosen) == before > 0
    assert town.run("return document.documentElement.lang") == "en"
    assert "Rate 75.7% × 6 points" in town.text('[data-why="12"]')


# --- files and paper --------------------------------------------------------------------------------------------------


def kept(window: Any, downloads: Path, button: str, name: str) -> Path:
    """Click a button that saves, and wait for the file."""
    window.devtools("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
    (downloads / name).unlink(missing_ok=True)
    window.click(button)
    window.wait((downloads / name).is_file, f"{name} was not saved")
    return downloads / name


@pytest.mark.parametrize(
    ("kind", "name", "inside", "text"),
    [
        ("annex", "nga-nam-2023-phu-luc.docx", "word/document.xml", "91,98"),
        ("results", "nga-nam-2023-ket-qua.xlsx", "xl/sharedStrings.xml", "90,52 đến 98,52"),
        ("template", "nga-nam-2023-phieu-nhap.xlsx", "xl/sharedStrings.xml", "Thị xã Ngã Năm"),
    ],
)
def test_files_are_saved(town: Any, downloads: Path, kind: str, name: str, inside: str, text: str) -> None:
    """Word and Excel files are saved with the unit's points or name in them."""
    saved = kept(town, downloads, f'[data-save="{kind}"]', name)
    assert text in ZipFile(saved).read(inside).decode()


def test_what_was_saved_is_opened_again(town: Any, downloads: Path) -> None:
    """An assessment that was saved fills the form again, also after another scheme was opened."""
    town.type("#fact-tieu_chi_15-first", "7,5")
    says(town, "#total", "98,02")
    saved = kept(town, downloads, '[data-save="assessment"]', "nga-nam-2023-ho-so.toml")
    town.run(
        "const list = document.getElementById('scheme');"
        "list.value = 'khanh-hoa-chuyen-doi-so-huyen-2024'; list.dispatchEvent(new Event('change'));"
    )
    says(town, "#total", "0 đến 70")
    town.give("#file-unit", saved)
    says(town, "#total", "98,02")
    assert points(town, "12") == "4,54"


def test_a_scheme_file_is_opened(town: Any, tmp_path: Path) -> None:
    """A scheme of one's own gets its form; a broken file gets the library's messages, and the form stays."""
    (tmp_path / "xa.toml").write_text(
        'format = "emulscore scheme 1"\nid = "xa"\ntitle = "Xã"\ntotal = 10\n'
        'facts = [{ kind = "share", name = "ho_so", label = "Hồ sơ <b>đúng hạn</b>" }]\n'
        'items = [{ id = 1, title = "Hồ sơ", base = 10, rule = { kind = "ratio", fact = "ho_so", empty = "refuse" } }]\n',
        encoding="utf-8",
    )
    town.give("#file-scheme", tmp_path / "xa.toml")
    says(town, "#of", "/ 10 điểm")
    town.type("#fact-ho_so-other", "99,80%")
    says(town, "#total", "9,98")
    assert "Hồ sơ <b>đúng hạn</b>" in town.text("#fact-ho_so legend")  # a text of a file is never markup
    (tmp_path / "hong.toml").write_text("title =", encoding="utf-8")
    town.give("#file-scheme", tmp_path / "hong.toml")
    says(town, "#messages", "Cần: ")
    assert town.text("#total") == "9,98"


def test_a_yaml_file_is_opened(town: Any, tmp_path: Path) -> None:
    """Schemes and assessments may be YAML; what stands there unquoted keeps its text: 99,80% is 9,98 of 10 points."""
    (tmp_path / "xa.yaml").write_text(
        "format: emulscore scheme 1\nid: xa\ntitle: Xã\ntotal: 10\nfacts:\n  - {kind: share, name: ho_so, label: Hồ sơ}\n"
        "items:\n  - {id: 1, title: Hồ sơ, base: 10, rule: {kind: ratio, fact: ho_so, empty: refuse}}\n",
        encoding="utf-8",
    )
    (tmp_path / "thon.yml").write_text(
        "format: emulscore assessment 1\nunit: Thôn 1\nscheme: xa\nmeasurements:\n  ho_so: 99,80%\n", encoding="utf-8"
    )
    town.give("#file-scheme", tmp_path / "xa.yaml")
    says(town, "#of", "/ 10 điểm")
    town.give("#file-unit", tmp_path / "thon.yml")
    says(town, "#total", "9,98")
    (tmp_path / "hong.yaml").write_text("title: [", encoding="utf-8")
    town.give("#file-scheme", tmp_path / "hong.yaml")
    says(town, "#messages", "YAML")
    assert town.text("#total") == "9,98"


def test_a_workbook_that_was_filled_in_is_opened(town: Any, downloads: Path) -> None:
    """The blank workbook that the page saves, filled in by hand, fills the form: 90 of 100 people earn 5,4 of 6 points."""
    blank = kept(town, downloads, '[data-save="template"]', "nga-nam-2023-phieu-nhap.xlsx")
    book = openpyxl.load_workbook(blank)
    sheet = book["Số liệu"]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    (row,) = [cell.row for cell in cells if cell.value == "dan_vneid"]
    for heading, value in (("Giá trị", 90), ("Tổng số", 100)):
        (column,) = [cell.column for cell in cells if str(cell.value).split("\n")[0] == heading]
        sheet.cell(row, column, value)
    book.save(blank)
    town.type("#fact-dan_vneid-other", "1%")
    town.give("#file-unit", blank)
    says(town, '[data-points="12"]', "5,4")
    # Nothing but row 12 was filled in: each other row is open from 0 to its base, 94 points in all.
    says(town, "#total", "5,4 đến 99,4")


def test_paper_has_the_scorecard_alone(town: Any) -> None:
    """What is printed is the scorecard as a table: a line for each row, no buttons, no fields."""
    town.run("window.dispatchEvent(new Event('beforeprint'))")
    town.devtools("Emulation.setEmulatedMedia", media="print")
    shown = town.run("return [...document.body.children].filter((one) => one.offsetHeight > 0).map((one) => one.id)")
    town.devtools("Emulation.setEmulatedMedia", media="")
    assert shown == ["paper"]
    assert len(town.run("return [...document.querySelectorAll('#paper tr.line-row')].map((one) => one.rowIndex)")) == 15
    assert "4,54" in town.text("#paper")


# --- for everybody ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scheme", ["nga-nam-2023", "nghi-dinh-335-2025", "thanh-hoa-hdnd-2026", "tiep-can-phap-luat-2021"]
)
def test_every_field_has_a_name(window: Any, scheme: str) -> None:
    """Each field and button that can be seen has an accessible name, and no id stands twice."""
    window.run(
        "window.confirm = () => true; const list = document.getElementById('scheme');"
        "list.value = arguments[0]; list.dispatchEvent(new Event('change'));"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelectorAll('.items > button').forEach((one) => one.click());",
        scheme,
    )
    tree = window.devtools("Accessibility.getFullAXTree")["nodes"]
    roles = {"textbox", "combobox", "button", "link"}
    found = [node for node in tree if not node["ignored"] and node["role"]["value"] in roles]
    assert len(found) > 10
    assert [node["role"]["value"] for node in found if not node["name"]["value"].strip()] == []
    ids = window.run("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    described = window.run(
        "return [...document.querySelectorAll('[aria-describedby]')]"
        ".flatMap((one) => one.getAttribute('aria-describedby').split(' '))"
    )
    assert set(described) <= set(ids)


@pytest.mark.parametrize("scheme", ["nga-nam-2023", "nghi-dinh-335-2025", "thanh-hoa-hdnd-2026"])
def test_it_fits_a_phone(window: Any, scheme: str) -> None:
    """At 360 pixels nothing is wider than the page, and a link leads to what stands at the end of a long form."""
    window.size(360, 740)
    try:
        window.run(
            "window.confirm = () => true; const list = document.getElementById('scheme');"
            "list.value = arguments[0]; list.dispatchEvent(new Event('change'));",
            scheme,
        )
        wide = window.run(
            "const most = document.documentElement.clientWidth;"
            "return [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > most + 1)"
            ".map((one) => one.outerHTML.slice(0, 80))"
        )
        assert wide == []
        assert window.run("return document.querySelector('.jump').offsetHeight > 0")
    finally:
        window.devtools("Emulation.clearDeviceMetricsOverride")


def test_the_keyboard_is_enough(town: Any) -> None:
    """Tab leads from the top through what opens a scheme; a field takes what is typed; the focus can be seen."""
    town.run("document.querySelector('.skip').focus()")
    order = []
    for _ in range(6):
        order.append(town.run("return document.activeElement.id || document.activeElement.className"))
        town.press(TAB)
    assert order == ["skip", "lang", "scheme", "open-scheme", "open-unit", "example"]
    town.run("document.getElementById('fact-tieu_chi_15-first').focus()")
    town.press("5", TAB)
    says(town, "#total", "95,52")
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert town.run(outline) != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(town: Any, scheme: str) -> None:
    """Each text has a contrast of at least 4,5 to 1 with the ground behind it, in both colour schemes (WCAG 2.2, 1.4.3)."""
    town.type("#fact-tre_thang-first", "99,80")
    says(town, "#fact-tre_thang-error", "not-a-count")
    town.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    colours = town.run(
        "const seen = new Set();"
        "for (const one of document.querySelectorAll('main *, header *')) {"
        "  if (!one.offsetHeight || ![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;"
        "  const style = (place) => getComputedStyle(place);"
        "  let ground = one; while (style(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;"
        "  seen.add(style(one).color + '|' + style(ground).backgroundColor);"
        "} return [...seen]"
    )
    town.devtools("Emulation.setEmulatedMedia", features=[])
    assert len(colours) > 5
    assert {pair: ratio for pair in colours if (ratio := contrast(*pair.split("|"))) < 4.5} == {}


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours by the formula of WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(ink), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# --- nothing leaves the machine ---------------------------------------------------------------------------------------


def test_nothing_is_asked_of_the_network(town: Any) -> None:
    """Of all that the browser was asked for since the page was opened, nothing has an address outside the page."""
    events = [re.search(r'"url":"([^"]+)"', entry["message"]) for entry in town.log("performance")]
    addresses = {
        found[1] for found in events if found is not None and not found[1].startswith(("file:", "blob:", "data:"))
    }
    assert {address for address in addresses if not address.startswith(("chrome:", "about:", "devtools:"))} == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "const one = new XMLHttpRequest(); one.open('GET', 'http://127.0.0.1:9/'); one.send();",
        "new WebSocket('ws://127.0.0.1:9/');",
        "new Image().src = 'http://127.0.0.1:9/';",
        "navigator.sendBeacon('http://127.0.0.1:9/', 'x');",
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.head.append(one);",
        "const one = document.createElement('form'); one.action = 'http://127.0.0.1:9/'; body.append(one); one.submit();",
    ],
)
def test_the_policy_forbids_every_way_out(window: Any, attempt: str) -> None:
    """Whatever in the page tried to send something, or to run a script from elsewhere, is stopped by its own policy."""
    window.run(
        "window.stopped = 0;"
        "document.addEventListener('securitypolicyviolation', () => { window.stopped += 1; }, { once: true });"
        f"const {{ body }} = document; try {{ {attempt} }} catch {{ }}"
    )
    window.wait(lambda: window.run("return window.stopped"), f"nobody stopped {attempt}")
    assert window.run("return window.ran === undefined")


def test_the_page_is_small_enough(page: Path) -> None:
    """The page is one file of less than 10 MB."""
    assert 1_000_000 < page.stat().st_size < 10_000_000
