# ruff: noqa: INP001 - a hook is a file that mkdocs loads by its path
"""Make a page of every bundled scheme from the scheme itself, and a page that lists them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from emulscore.figures import show
from emulscore.files import open_scheme
from emulscore.report.listing import scheme_sheet
from emulscore.report.page import markdown_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from emulscore.scheme import Scheme
    from emulscore.words import Lang

_SAYS = {
    "vi": {
        "list": "# Các bộ tiêu chí có sẵn\n\nMỗi bộ mở được bằng mã của nó, chẳng hạn `emulscore show {first}`.\n\n"
        "| Mã | Tên | Cấp | Kỳ | Điểm | Tiêu chí |\n|---|---|---|---|---:|---:|",
        "use": 'Mã: `{id}`. Trong Python: `open_scheme("{id}")`; dòng lệnh: `emulscore show {id}`.',
        "findings": "## Kiểm tra\n\nKết quả của [việc kiểm tra](../checker.md):",
    },
    "en": {
        "list": "# Bundled schemes\n\nEach opens by its id, as in `emulscore show {first}`.\n\n"
        "| Id | Title | Level | Period | Points | Criteria |\n|---|---|---|---|---:|---:|",
        "use": 'Id: `{id}`. In Python: `open_scheme("{id}")`; on the command line: `emulscore show {id}`.',
        "findings": "## Findings\n\nWhat [the checker](../checker.md) finds:",
    },
}


def ids() -> list[str]:
    """Return the ids of the bundled schemes."""
    names = (one.name for one in (files("emulscore") / "schemes").iterdir() if one.name.endswith(".toml"))
    stems = (name.removesuffix(".toml") for name in names)
    return sorted(stem.replace("_", "-") for stem in stems if "." not in stem)


def page_of(scheme: Scheme, lang: Lang) -> str:
    """Return the page of one scheme: what it is, its table, and what the checker finds."""
    says = _SAYS[lang]
    table = markdown_of(scheme_sheet(scheme, lang))
    _, _, body = table.partition("\n")
    found = [f"- {one.place.text(lang)}: {one.what.text(lang)}." for one in scheme.check()]
    lines = [f"# {scheme.title.text(lang)}", "", says["use"].format(id=scheme.id), body]
    return "\n".join([*lines, *(["", says["findings"], "", *found] if found else []), ""])


def list_of(schemes: list[Scheme], lang: Lang) -> str:
    """Return the page that lists the schemes."""
    rows = [
        f"| [`{one.id}`]({one.id}.md) | {one.title.text(lang)} | {'' if one.level is None else one.level.text(lang)} "
        f"| {one.period or ''} | {show(one.total, lang)} | {len(one.criteria)} |"
        for one in schemes
    ]
    return "\n".join([_SAYS[lang]["list"].format(first=schemes[0].id), *rows, ""])


def on_files(found: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages to those that are written by hand."""
    lang: Lang = "en" if config.theme["language"] == "en" else "vi"
    schemes = [open_scheme(id_) for id_ in ids()]
    pages = {"index": list_of(schemes, lang)} | {one.id: page_of(one, lang) for one in schemes}
    for name, text in pages.items():
        found.append(File.generated(config, f"bundled/{name}.md", content=text))
    return found
