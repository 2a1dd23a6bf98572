"""Fuzzes the readers: `python tests/fuzz/run.py --seconds 60`, or `--executions 1000000`, or `--reader scheme.toml`.

The seconds, or the executions, are shared over the readers. Whatever comes out of a reader that is not the library's own
error is saved under `--findings` and told; the run then ends with 1. Needs the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["emulscore", "tomllib", "json", "yaml", "openpyxl"]):
    from fuzzing.changes import changer
    from fuzzing.corpus import corpus, words
    from fuzzing.readers import READERS, findings

_SLOWEST: Final = 120
"""Seconds after which one input is a finding; far more than any takes on a machine that does nothing else."""
_MEMORY: Final = 1500
"""Megabytes after which one input is a finding."""
_DONE: Final = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_SHOWN: Final = 15


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--seconds", type=int, help="how long, all readers together")
    how.add_argument("--executions", type=int, help="how many inputs, all readers together")
    parser.add_argument("--reader", action="append", choices=sorted(READERS), help="only this one; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"), help="where findings are saved")
    parser.add_argument("--corpus", type=Path, help="where inputs that reach something new are kept for the next run")
    options = parser.parse_args()
    chosen = options.reader or list(READERS)
    if options.seconds is not None:
        until = f"-max_total_time={max(1, options.seconds // len(chosen))}"
    else:
        until = f"-runs={max(1, options.executions // len(chosen))}"
    total = 0
    for name in chosen:
        done, last_words = _apart(name, options, until)
        total += done
        saved = [path for path in options.findings.glob(f"{name}-*") if path.suffix != ".txt"]
        print(f"{name:<16}{done:>12,} executions, {len(saved)} findings", flush=True)  # noqa: T201 - its purpose
        if last_words:
            print(last_words, flush=True)  # noqa: T201 - as above
    found = sorted(path for path in options.findings.glob("*") if path.suffix != ".txt")
    print(f"{'all':<16}{total:>12,} executions, {len(found)} findings")  # noqa: T201 - as above
    print("".join(f"  {path}\n" for path in found), end="")  # noqa: T201 - as above
    return 1 if found else 0


def _apart(name: str, options: argparse.Namespace, until: str) -> tuple[int, str]:
    """Fuzz one reader in a process of its own; return how many inputs it tried, and its last words if it broke."""
    memory = Path("/dev/shm")  # noqa: S108 - millions of small files; the folder is our own
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        tempfile.tempdir = place
        log = Path(place, "log")
        child = os.fork()
        if not child:
            with log.open("wb") as file:
                os.dup2(file.fileno(), 2)
            _fuzz(name, Path(place), options, until)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        tempfile.tempdir = None
        said = log.read_text(encoding="utf-8", errors="replace")
    tried = _DONE.search(said)
    broke = status or not tried
    return int(tried[1]) if tried else 0, "\n".join(said.splitlines()[-_SHOWN:]) if broke else ""


def _fuzz(name: str, place: Path, options: argparse.Namespace, until: str) -> None:
    """Fuzz one reader until the fuzzer ends the process."""
    reader, folder = READERS[name], options.findings
    kept, seeds, dictionary = (options.corpus or place) / name, place / "seeds", place / "words"
    for one in (folder, kept, seeds):
        one.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(corpus(name, largest=reader.longest).values()):
        (seeds / str(number)).write_bytes(raw)
    escaped = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words(name)]
    dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")

    def try_one(data: bytes) -> None:
        def save(error: BaseException) -> None:
            # One file for each place where something else comes out, so that a run goes on behind what it found.
            frames = [one for one in traceback.extract_tb(error.__traceback__) if "fuzzing" not in one.filename]
            where = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}" if frames else repr(error)
            path = folder / f"{name}-{hashlib.sha256(where.encode()).hexdigest()[:12]}"
            if not path.exists() or path.stat().st_size > len(data):
                path.write_bytes(data)
                told = "".join(traceback.format_exception(error))
                path.with_name(f"{path.name}.txt").write_text(told, encoding="utf-8", errors="replace")

        with findings(save):
            reader.read(data)

    def mutate(raw: bytes, longest: int) -> bytes:
        # The fuzzer's own module: the function of this name in `atheris` is not bound to it in 3.0.
        return bytes(sys.modules["atheris.core_with_libfuzzer"].Mutate(raw[:longest], longest))

    # Unless told, it also saves what took ten seconds, which a busy machine does to anything.
    slow = [f"-timeout={_SLOWEST}", f"-report_slow_units={_SLOWEST}"]
    limits = [f"-max_len={reader.longest}", *slow, f"-rss_limit_mb={_MEMORY}", "-print_final_stats=1"]
    where = [f"-artifact_prefix={folder}/{name}-", f"-dict={dictionary}", str(kept), str(seeds)]
    words_ = [sys.argv[0], until, f"-seed={options.seed}", *limits, *where]
    atheris.Setup(words_, try_one, custom_mutator=changer(name, mutate))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
