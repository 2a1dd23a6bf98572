"""The extra `frames`: what is loaded when, and what is said without it."""

import subprocess
import sys

import pytest

from emulscore import frames
from required import needs


def test_the_core_loads_no_dataframe_library() -> None:
    """A scheme can be built and a unit scored with none of the engines loaded."""
    code = (
        "import sys; from emulscore import Criterion, Direct, PointsFact, Scheme; import emulscore.frames;"
        "s = Scheme('s', 'S', total=1, items=[Criterion('1', 'R', 1, Direct(PointsFact('p', largest=1)))]);"
        "s.points({'p': 1}); print(sorted({'narwhals', 'numpy', 'polars', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own line
    assert told.stdout.strip() == "[]"


def test_other_names_are_not_there() -> None:
    """A name that the package does not have is an AttributeError, as anywhere."""
    with pytest.raises(AttributeError):
        frames.score_table  # noqa: B018 - the name is the point


def test_the_interpreter_ends_in_silence() -> None:
    """A scheme that lives as long as the interpreter is forgotten when half of everything is gone, without a word."""
    needs("narwhals", "numpy", "polars")
    code = (
        "import builtins, polars; from emulscore import Criterion, Direct, PointsFact, Scheme;"
        "s = Scheme('s', 'S', total=1, items=[Criterion('1', 'R', 1, Direct(PointsFact('p', largest=1)))]);"
        "s.score_frame(polars.DataFrame({'p': [1]})); builtins.kept = [s]; builtins.kept.append(builtins.kept)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own line
    assert (told.stdout, told.stderr) == ("", "")
