"""`emulscore demo`: scores the assessment that is shipped."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files
from typing import Final

from emulscore.cli.command import Command
from emulscore.cli.show import card_table
from emulscore.files import load_assessment, open_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]


def _run(_: Namespace, lang: Lang) -> str:
    scheme = open_scheme("nga-nam-2023")
    assessment = load_assessment(files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml")
    return card_table(scheme, scheme.score(assessment, partial=True), lang)


COMMAND: Final = Command(
    "demo",
    Words("chấm thử hồ sơ năm 2023 của thị xã Ngã Năm", "score the example that is shipped: Ngã Năm town, 2023"),
    (),
    _run,
)
