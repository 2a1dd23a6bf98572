# ruff: noqa: INP001, S603 - a script that runs npm and pip, with arguments of its own
"""Build the calculator: one self-contained page that runs the library in the browser, with no server and no network.

    python docs/calculator/build.py [OUTPUT]

writes `site/cham-diem.html`, or OUTPUT. It needs npm and pip once, to bring the packages that are pinned below and in
requirements.txt; the same packages give the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.parser import HeaderParser
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
OUTPUT: Final = ROOT / "site" / "cham-diem.html"

PYODIDE: Final = "314.0.7"
PYODIDE_SHA256: Final = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
MOST: Final = 10_000_000
"""The largest page that is written, in bytes: it is sent by mail and kept on old machines."""

UNUSED: Final = re.compile(
    r"(_pyrepl|ctypes|curses|dbm|doctest|ensurepip|ftplib|idlelib|imaplib|mailbox|multiprocessing|optparse|pdb|poplib"
    r"|profiling|pydoc|pydoc_data|pyodide_kernel|smtplib|sqlite3|test|tkinter|turtle|turtledemo|unittest|venv|webbrowser"
    r"|wsgiref|xmlrpc|xml/sax/expatreader|xml/dom/minidom|_pyio|bdb|cProfile|profile|pstats|netrc|nturl2path|pickletools"
    r"|encodings/(big5|cp(?!1252|437)|euc|gb|hz|iso2022|iso8859|johab|koi8|kz|mac|mbcs|oem|palmos|ptcp|shift|tis|hp_))"
    r"(\.py$|/|\w*\.py$)"
)
"""The parts of Python's library that nothing here imports."""

SAME_EVERYWHERE: Final = ("--platform", "manylinux2014_x86_64", "--implementation", "cp", "--python-version", "3.11")
"""Which wheels are brought, whatever runs this script. One of them, PyYAML, comes for machines; its Python part does."""

COMPILED: Final = re.compile(r"^_yaml/|\.so$")
"""What of a wheel is for machines, and no part of the page."""

KEPT: Final = re.compile(r"/METADATA$|licen[cs]e|authors", re.IGNORECASE)
"""What is kept of the papers of a package: who wrote it, and under which licence."""


def pyodide(folder: Path) -> dict[str, bytes]:
    """Bring Pyodide by npm, hold it against its hash, and return its files by name."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed once, to bring Pyodide: on Debian `apt-get install npm`")
    subprocess.run(
        [npm, "pack", "--silent", f"pyodide@{PYODIDE}", "--pack-destination", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    raw = (folder / f"pyodide-{PYODIDE}.tgz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != PYODIDE_SHA256:
        sys.exit(f"pyodide {PYODIDE} is not the package that was pinned")
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        found = ((one.name.removeprefix("package/"), archive.extractfile(one)) for one in archive if one.isfile())
        return {name: file.read() for name, file in found if file is not None}


def wheels(folder: Path) -> list[Path]:
    """Bring the pinned packages and build the library's own wheel; return them by name."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r", str(HERE / "requirements.txt")]
    subprocess.run([*pip, "download", "--no-deps", *SAME_EVERYWHERE, *pinned, "-d", str(folder)], check=True)
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    return sorted(folder.glob("*.whl"))


def members(raw: bytes | Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(raw) if isinstance(raw, bytes) else raw) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                yield name, archive.read(name)


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as an archive, not compressed: compressed as one stream it becomes smaller."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def of_packages(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield what is imported of the wheels, and what the page asks of them."""
    for path in paths:
        for name, data in members(path):
            if KEPT.search(name) if ".dist-info/" in name else not COMPILED.search(name):
                yield name, data
    for one in sorted((HERE / "bridge").glob("*.py")):
        yield f"bridge/{one.name}", one.read_bytes()


def contents(paths: Iterable[Path]) -> str:
    """Say what is in the page, in which version and under which licence."""
    found = [f"Pyodide {PYODIDE} (MPL-2.0)", "CPython (PSF-2.0)"]
    for path in paths:
        papers = next(data for name, data in members(path) if name.endswith(".dist-info/METADATA"))
        one = HeaderParser().parsestr(papers.decode())
        found.append(f"{one['Name']} {one['Version']} ({one['License-Expression'] or one['License']})")
    return ", ".join(found)


def part(name: str, raw: bytes) -> str:
    """Return a part of the page that is no script: the browser neither runs it nor asks for it anywhere."""
    text = base64.b64encode(gzip.compress(raw, 9, mtime=0)).decode()
    return f'<script type="text/plain" id="part-{name}">{text}</script>'


def hashed(text: str) -> str:
    """Return how the content security policy names an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str], style: str) -> str:
    """Return the page's content security policy: nothing but what stands in the page, and no address at all."""
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        # Pyodide's second script is unpacked in memory; WebAssembly has a word of its own.
        "script-src": " ".join([*map(hashed, scripts), "blob:", "'wasm-unsafe-eval'"]),
        "style-src": hashed(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


def page(runtime: Mapping[str, bytes], paths: Sequence[Path]) -> str:
    """Put the page together."""
    lock = json.loads(runtime["pyodide-lock.json"])
    loader = re.sub(r"\n//# sourceMappingURL=.*", "", runtime["pyodide.js"].decode()).strip()
    own = (HERE / "app.js").read_text(encoding="utf-8")
    style = (HERE / "style.css").read_text(encoding="utf-8")
    library = packed((name, data) for name, data in members(runtime["python_stdlib.zip"]) if not UNUSED.match(name))
    parts = {
        "lock": json.dumps({"info": lock["info"], "packages": {}}).encode(),
        "asm": runtime["pyodide.asm.mjs"],
        "wasm": runtime["pyodide.asm.wasm"],
        "library": library,
        "packages": packed(of_packages(paths)),
    }
    filled = {
        "policy": escape(policy([loader, own], style), quote=True),
        "style": style,
        "parts": "\n".join(part(name, raw) for name, raw in parts.items()),
        "contents": escape(contents(paths)),
        "loader": loader,
        "app": own,
    }
    template = (HERE / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], template)


def main(output: Path = OUTPUT) -> None:
    """Build the page and say how large it is."""
    with TemporaryDirectory() as folder:
        text = page(pyodide(Path(folder)), wheels(Path(folder)))
    raw = text.encode()
    if len(raw) >= MOST:
        sys.exit(f"the page is {len(raw):,} bytes, more than {MOST:,}")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(raw)
    print(f"{output}: {len(raw):,} bytes")  # noqa: T201 - a script says what it did


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
