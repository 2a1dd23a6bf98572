"""Small faults for a module: each changes one thing, as a slip of the hand would."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple, TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_WORKED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
_ALIKE = 2
_EITHER_ORDER = {"Mul", "_common", "_meet", "_product", "gcd", "lcm", "max", "min"}
"""What gives the same from two numbers, bands or lines in either order."""
_TARGETS = {"add", "joined", "least", "most", "mul", "product"}
"""Operations of a target, and of the arithmetic on it, that do so too."""


class Mutant(NamedTuple):
    """One fault: where it stands, and what it makes of what.

    Attributes:
        where: The outermost function or class around it, by its qualified name; empty for the module.
        line: The first line of the statement, as it is written.
        change: What was there, and what is there instead.
        nth: Which one, among those that the three above do not tell apart.
        number: The number of that line.
        last: The number of the statement's last line, or of its head's where others stand inside of it.
        defining: Whether it works while the module is read, and not while a function runs.
    """

    where: str
    line: str
    change: str
    nth: int
    number: int
    last: int
    defining: bool


class Edit(NamedTuple):
    """How a fault is put into the tree: which field of which node, and what goes there."""

    parent: ast.AST
    name: str
    at: int | None
    new: object

    def put(self) -> None:
        """Put it in, for good."""
        if self.at is None:
            setattr(self.parent, self.name, self.new)
        else:
            getattr(self.parent, self.name)[self.at] = self.new


class _Place(NamedTuple):
    parent: ast.AST
    name: str
    at: int | None


class _Scope(NamedTuple):
    where: str
    number: int
    last: int
    defining: bool


def _same_place(new: ast.AST, old: ast.AST) -> ast.AST:
    ast.copy_location(new, old)
    return ast.fix_missing_locations(new)


def _not(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), deepcopy(test))


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int():
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case "vi" | "en":
            yield ast.Constant("en" if node.value == "vi" else "vi")  # the type checker knows no third language
        case str():
            yield ast.Constant(f"XX{node.value}XX")
        case _:
            pass


def _expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand instead of an expression."""
    match node:
        case ast.Compare():
            for at, op in enumerate(node.ops):
                for other in _COMPARED[type(op)]:
                    yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)
        case ast.BinOp() if type(node.op) in _WORKED:
            yield ast.BinOp(node.left, _WORKED[type(node.op)](), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.IfExp():
            yield ast.IfExp(_not(node.test), node.body, node.orelse)
        case ast.Constant():
            yield from _constants(node)
        case ast.Name() if node.id in _NAMES and isinstance(node.ctx, ast.Load):
            yield ast.Name(_NAMES[node.id], ast.Load())
        case ast.Call(func=ast.Name(id=name)) if name in _EITHER_ORDER:
            pass
        case ast.Call(func=ast.Attribute(attr=name)) if name in _TARGETS:
            pass
        case ast.Call() if len(node.args) >= _ALIKE and _exchangeable(*node.args[:2]):
            yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
        case _:
            pass


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand instead of a statement."""
    match node:
        case ast.If() | ast.While():
            yield type(node)(_not(node.test), node.body, node.orelse)
        case ast.Return() if node.value is not None and not _says_no(node.value):
            yield ast.Return(ast.Constant(None))
        case ast.Assign() if not _is_none(node.value):
            yield ast.Assign(node.targets, ast.Constant(None))
        case ast.AugAssign() | ast.Raise() | ast.Assert():
            yield ast.Pass()
        case ast.Expr() if not isinstance(node.value, ast.Constant | ast.Yield | ast.YieldFrom):
            yield ast.Pass()
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # The function must stay one that yields.
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            pass


def _exchangeable(one: ast.expr, other: ast.expr) -> bool:
    """Say whether two arguments can stand for each other, and are not the same."""
    return not isinstance(one, ast.Starred) and not isinstance(other, ast.Starred) and ast.dump(one) != ast.dump(other)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _says_no(node: ast.expr) -> bool:
    """Say whether it is what whoever asks `if f()` takes for no, as he takes None."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _parts(node: ast.AST) -> Iterator[tuple[_Place, ast.AST]]:
    """Yield the parts of a node that may hold faults: no annotation, docstring, import or name of a pattern."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "type_params", "pattern", "names"}:
            continue
        for at, one in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(one, ast.AST) and not _kept(one):
                yield _Place(node, name, at), one


def _kept(one: ast.AST) -> bool:
    match one:
        case ast.Expr(value=ast.Constant()):
            return True  # a docstring
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True  # never reached
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True  # tests of their own hold the names; the type checker holds the types
        case (
            ast.Call(func=ast.Name(id="cast" | "assert_never" | "TypeVar"))
            | ast.Subscript(value=ast.Name(id="Literal"))
            | ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar")))
            | ast.Assign(value=ast.Subscript(value=ast.Name(id="Callable" | "Literal" | "Mapping" | "tuple")))
        ):
            return True  # means something to the type checker alone
        case ast.keyword(arg="strict"):
            return True  # of zip(): finds a fault of ours, and does nothing where there is none
        case _:
            return False


def _told(node: ast.AST) -> str:
    """Return a node as one line, without what stands inside of it."""
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split()) or "pass"


def _found(node: ast.AST, place: _Place, scope: _Scope) -> Iterator[tuple[_Scope, str, Edit]]:
    for new in (*_expressions(node), *_statements(node)):
        placed = _same_place(new, node)
        yield scope, f"{_told(node)} -> {_told(placed)}", Edit(*place, placed)
    if isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            yield (
                scope,
                f"if {ast.unparse(test)} -> (all)",
                Edit(node, "ifs", at, _same_place(ast.Constant(value=True), test)),
            )
    if isinstance(node, ast.match_case):
        last = ast.unparse(node.pattern) == "_"
        if node.guard is not None:
            yield scope, f"if {ast.unparse(node.guard)} -> (all)", Edit(node, "guard", None, None)
        elif not last:
            never = _same_place(ast.Constant(value=False), node.pattern)
            yield scope, f"case {ast.unparse(node.pattern)} -> (none)", Edit(node, "guard", None, never)


def _lines(one: ast.stmt | ast.match_case | ast.ExceptHandler) -> tuple[int, int]:
    number = one.pattern.lineno if isinstance(one, ast.match_case) else one.lineno
    within = [*getattr(one, "cases", ()), *getattr(one, "body", ())]
    if not within:
        return number, getattr(one, "end_lineno", None) or number
    first = within[0].pattern if isinstance(within[0], ast.match_case) else within[0]
    return number, max(number, first.lineno - 1)


def _walk(node: ast.AST, scope: _Scope) -> Iterator[tuple[_Scope, str, Edit]]:
    for place, one in _parts(node):
        inner = scope
        if isinstance(one, ast.stmt | ast.match_case | ast.ExceptHandler):
            number, last = _lines(one)
            inner = scope._replace(number=number, last=last)
        runs = isinstance(node, Function) and place.name == "body"
        if runs and scope.defining:
            inner = inner._replace(defining=False)
        if isinstance(one, Function | ast.ClassDef) and inner.defining:
            inner = inner._replace(where=f"{scope.where}.{one.name}".lstrip("."))
        yield from _found(one, place, inner)
        yield from _walk(one, inner)


def mutants(source: str) -> tuple[ast.Module, list[tuple[Mutant, Edit]]]:
    """Return the tree of a module and every fault for it, in the order of the text.

    Args:
        source: The text of the module.
    """
    tree = ast.parse(source)
    lines = source.splitlines()
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for scope, change, edit in _walk(tree, _Scope("", 1, 1, True)):  # noqa: FBT003 - a field
        key = (scope.where, lines[scope.number - 1].strip(), change)
        made.append((Mutant(*key, seen[key], scope.number, scope.last, scope.defining), edit))
        seen[key] += 1
    return tree, made
