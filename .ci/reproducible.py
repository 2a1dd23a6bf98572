"""Builds the wheel and the sdist twice and holds them to the same bytes; prints what to publish beside them.

The second build stands in a folder of another name, with other times of files, another mask of rights, another time zone
and another order of sets. It needs hatchling in the Python that runs it, and no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
MADE = shutil.ignore_patterns(".git", ".venv", "site", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
IN_WHEEL = ("emulscore/py.typed", "emulscore/conformance/cases/01-values.json", "pytest_emulscore/__init__.py")
IN_SDIST = ("tests/golden/0.1.0/nga_nam_2023.annex.receipt.json", "tests/constraints.txt", "SECURITY.md", "LICENSE")


def built(folder: Path, around: dict[str, str], mask: int, time: int) -> dict[str, Path]:
    """Build both from a copy, and return the files by name."""
    shutil.copytree(ROOT, folder, ignore=MADE)
    for path in folder.rglob("*"):
        path.chmod(0o777 & ~mask if path.is_dir() else 0o666 & ~mask)
        os.utime(path, (time, time))
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run([sys.executable, "-m", "hatchling", "build"], cwd=folder, check=True, env={**kept, **around})
    return {path.name: path for path in sorted((folder / "dist").iterdir())}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Build twice and compare; 0 where both are the same and hold what they must."""
    with TemporaryDirectory() as place:
        one = built(Path(place) / "a", {"TZ": "UTC", "PYTHONHASHSEED": "0"}, 0o022, 1_600_000_000)
        other = built(Path(place) / "a name", {"TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7"}, 0o077, 1_700_000_000)
        if list(one) != list(other) or len(one) != 2:  # noqa: PLR2004 - a wheel and an sdist
            sys.stderr.write(f"not the same files: {list(one)}, {list(other)}\n")
            return 1
        wrong = [name for name in one if digest(one[name]) != digest(other[name])]
        held: set[str] = set()
        for name, path in one.items():
            if name.endswith(".whl"):
                with ZipFile(path) as wheel:
                    held.update(wheel.namelist())
            else:
                with tarfile.open(path) as sdist:
                    held.update(member.name.partition("/")[2] for member in sdist.getmembers())
        missing = [name for name in (*IN_WHEEL, *IN_SDIST) if name not in held]
        sys.stdout.writelines(f"{digest(path)}  {name}\n" for name, path in one.items())
        sys.stderr.writelines(f"{name}: two builds, other bytes\n" for name in wrong)
        sys.stderr.writelines(f"{name}: in neither of them\n" for name in missing)
        return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
