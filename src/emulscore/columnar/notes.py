"""The notes of a scheme's rules, as columns: the numbers that an explanation of each row would name."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from emulscore.columnar.graph import ALWAYS, NEVER, Graph
from emulscore.formula.nodes import Choose, Node, Note, Part, children
from emulscore.formula.whole import Compiler
from emulscore.formulas import Named

__all__ = ["NoteSteps", "notes_of"]


@frozen
class NoteSteps:
    """One note of one row.

    Attributes:
        row: The row's number.
        label: The note's name.
        top: The step of the numerator.
        bottom: The step of the denominator.
        said: The condition under which the explanation would name it.
    """

    row: str
    label: str
    top: int
    bottom: int
    said: int


def notes_of(graph: Graph, compiler: Compiler[int, int], formulas: Iterable[Named]) -> list[NoteSteps]:
    """Return the notes of each row's own rule; rules inside it keep theirs for themselves."""
    found: list[NoteSteps] = []
    for named in formulas:
        if named.kind == "row":
            walk = _Walk(graph, compiler)
            walk.visit(named.exact, ALWAYS, inside=False)
            found += [walk.note(named.id, label) for label in walk.met]
    return found


@frozen
class _Walk:
    """Finds the notes of one formula, each with the condition under which its branch is taken."""

    graph: Graph
    compiler: Compiler[int, int]
    met: dict[str, list[tuple[Note, int]]] = field(factory=dict)
    _seen: set[tuple[Node, int]] = field(factory=set)

    def visit(self, node: Node, taken: int, *, inside: bool) -> None:
        if (node, taken) in self._seen:
            return
        self._seen.add((node, taken))
        match node:
            case Part():
                if not inside:
                    self.visit(node.of, taken, inside=True)
            case Note():  # only a rule has notes
                self.met.setdefault(node.label, []).append((node, taken))
                self.visit(node.of, taken, inside=inside)
            case Choose():
                self._choice(node, taken, inside=inside)
            case _:
                for child in children(node):
                    self.visit(child, taken, inside=inside)

    def _choice(self, node: Choose, taken: int, *, inside: bool) -> None:
        graph = self.graph
        left = taken
        self.visit(node.on, taken, inside=inside)
        for _, of in node.cases:  # a branch that is never entered still has its columns
            self.visit(of, NEVER, inside=inside)
        for condition, of in self.compiler.cases(node):
            self.visit(of, graph.both(left, condition), inside=inside)
            left = graph.both(left, graph.negation(condition))
        if node.otherwise is not None:
            self.visit(node.otherwise, left, inside=inside)

    def note(self, row: str, label: str) -> NoteSteps:
        """Return one note; where several branches keep it, that of the branch that is taken."""
        graph = self.graph
        top, bottom, said = graph.lit(0), graph.lit(1), NEVER
        for node, taken in self.met[label]:
            if taken == NEVER:
                continue
            value = self.compiler.value(node)
            over = graph.lit(1) if value.top is None else value.top
            under = graph.lit(1) if value.bottom is None else value.bottom
            top = graph.where(taken, graph.mul(graph.lit(value.scale.numerator), over), top)
            bottom = graph.where(taken, graph.mul(graph.lit(value.scale.denominator), under), bottom)
            said = graph.either(said, taken)
        return NoteSteps(row, label, top, bottom, said)
