"""Writes the bill of materials as CycloneDX JSON: what the library needs, in the versions that it is tested with.

`python .ci/sbom.py > emulscore.cdx.json`. It is made from pyproject.toml and tests/constraints.txt alone, so the same tree
gives the same bytes: no time, no random number.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
DEVELOPING = frozenset({"docs", "lint", "test"})
BELOW_CORE = frozenset({"typing-extensions"})
"""What the core's own requirements require; a test holds this to what they say."""
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)\s*(?:;\s*(.+))?")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """Return a package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> list[tuple[str, str, str | None]]:
    """Return the name, the version and the marker of every pinned package.

    Raises:
        ValueError: A line pins nothing.
    """
    found = []
    for line in text.splitlines():
        bare = line.partition("#")[0].strip()
        if not bare:
            continue
        match = _PIN.fullmatch(bare)
        if match is None:
            msg = f"not a pinned package: {line}"
            raise ValueError(msg)
        found.append((plain(match[1]), match[2], match[3]))
    return found


def names(requirements: Iterable[str]) -> set[str]:
    """Return the names of what is required."""
    return {plain(match[0]) for one in requirements if (match := _NAME.match(one))}


def scope(name: str, project: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return how a package is needed, and by which extras: always, by an extra for users or by others, or to develop."""
    extras = project["optional-dependencies"]
    by = sorted(extra for extra, needed in extras.items() if name in names(needed))
    if name in names(project["dependencies"]) | BELOW_CORE:
        return "required", by
    return ("excluded" if by and set(by) <= DEVELOPING else "optional"), by


def made(pyproject: str, constraints: str) -> dict[str, Any]:
    """Return the bill.

    Raises:
        ValueError: Something that is required is not pinned, or a line pins nothing.
    """
    project = tomllib.loads(pyproject)["project"]
    pinned = pins(constraints)
    needed = names(project["dependencies"]).union(*(names(one) for one in project["optional-dependencies"].values()))
    unpinned = sorted(needed - {name for name, _, _ in pinned} - {plain(project["name"])})
    if unpinned:
        msg = f"required, but not pinned: {', '.join(unpinned)}"
        raise ValueError(msg)
    components = []
    for name, version, marker in sorted(pinned, key=lambda one: (one[0], one[1], one[2] or "")):
        how, by = scope(name, project)
        purl = f"pkg:pypi/{name}@{version}"
        properties = [{"name": "emulscore:extra", "value": extra} for extra in by]
        properties += [] if marker is None else [{"name": "emulscore:marker", "value": marker}]
        component: dict[str, Any] = {
            "type": "library", "bom-ref": purl, "name": name, "version": version, "scope": how, "purl": purl,
        }  # fmt: skip
        components.append(component | ({"properties": properties} if properties else {}))
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    direct = [one["bom-ref"] for one in components if one["scope"] == "required"]
    body = {
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": direct}],
    }
    number = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}", "version": 1, **body}


def main() -> None:
    """Print the bill of this tree."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "tests/constraints.txt")]
    sys.stdout.write(json.dumps(made(*texts), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
