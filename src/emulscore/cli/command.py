"""What a command is made of: its name, its words, its arguments, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from attrs import frozen

from emulscore.words import Lang, Words

__all__ = ["Argument", "CheckError", "Command", "InputError", "UsageError"]


@frozen
class UsageError(Exception):
    """The words of the command line cannot be followed.

    Attributes:
        why: What is wrong, in the user's language.
    """

    why: str


@frozen
class CheckError(Exception):
    """A check that was asked for failed.

    Attributes:
        output: What is printed all the same.
        why: What failed, in the user's language.
    """

    output: str
    why: str


@frozen
class InputError(Exception):
    """What was given cannot be used for what was asked.

    Attributes:
        why: What is wrong, in the user's language.
        output: What is printed all the same, where a part of it can be used.
    """

    why: str
    output: str = ""


@frozen
class Argument:
    """One argument of a command.

    Attributes:
        name: `scheme` for a word in its place, `--json` for an option.
        says: What it is, for the help.
        metavar: What stands for its value in the help.
        takes: One word, one or more, or none.
        repeats: Whether the option may be given several times.
        choices: The words that it can be; none for any word.
        required: Whether an option must be given.
        default: What it is where it is not given.
        short: A short spelling of an option, such as `-o`.
    """

    name: str
    says: Words
    metavar: Words | None = None
    takes: Literal["one", "optional", "some", "many", "none"] = "one"
    repeats: bool = False
    choices: tuple[str, ...] = ()
    required: bool = False
    default: str | None = None
    short: str | None = None


@frozen
class Command:
    """One command of `emulscore`.

    Attributes:
        name: The word that calls it.
        says: What it does, for the help.
        arguments: Its arguments, in the order of the help.
        run: Does it: takes what was given, with an attribute for each argument, and the language; returns the output.
    """

    name: str
    says: Words
    arguments: tuple[Argument, ...]
    run: Callable[[Any, Lang], str]
