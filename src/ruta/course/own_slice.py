"""A lesson without what an office cannot know: the steps that need it are left out, the others stay as they are.

The code of a lesson is followed statement by statement. What comes from a table that is not there cannot be computed,
nor can what is computed from that; everything else can.
"""

import ast
from dataclasses import dataclass, field


@dataclass
class Unknown:
    """What cannot be known, as the code of a lesson asks for it; it grows while the code is followed."""

    calls: frozenset[str]
    """Functions of what really happened, such as ``datasets.truth``."""
    names: set[str] = field(default_factory=set)
    """Variables that have no value."""
    columns: set[str] = field(default_factory=set)
    """Columns that no table has."""
    withheld: frozenset[str] = frozenset()
    """Variables that must not be computed, whatever they are computed from."""
    modules: set[str] = field(default_factory=set)
    """What the code has imported: never unknown."""

    def is_in(self, node: ast.AST) -> bool:
        """Tell whether a piece of code needs what is unknown."""
        return any(self._is(inner) for inner in ast.walk(node))

    def _is(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Call):
            return ast.unparse(node.func) in self.calls
        if isinstance(node, ast.Name):
            return node.id in self.withheld or (isinstance(node.ctx, ast.Load) and node.id in self.names)
        if isinstance(node, ast.Attribute):
            return node.attr in self.columns
        return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in self.columns


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A cell of code after the cut."""

    source: str
    """What is left; empty where no statement is."""
    left_out: int
    """How many statements were left out."""


def cut(source: str, unknown: Unknown) -> Cut:
    """Leave out of a cell what needs the unknown, and add to the unknown what can no longer be computed.

    Parameters
    ----------
    source
        Code of the cell; the cells of a notebook are given in their order.
    unknown
        What is not known so far; changed in place.
    """
    lines = source.splitlines()
    left_out, kept = 0, 0
    replaced: list[tuple[int, int, list[str]]] = []
    for statement in ast.parse(source).body:
        first, last = _lines(statement)
        if isinstance(statement, ast.Import | ast.ImportFrom):
            unknown.modules |= {alias.asname or alias.name.partition(".")[0] for alias in statement.names}
        if not unknown.is_in(statement):
            unknown.names -= _stored(statement)
            kept += 1
            continue
        left_out += 1
        pruned = _Prune(unknown).visit(ast.parse(ast.unparse(statement)))
        if not unknown.is_in(pruned):
            replaced.append((first, last, ast.unparse(pruned).splitlines()))
            unknown.names -= _stored(statement)
            kept += 1
        else:
            replaced.append((first, last, []))
            _spread(statement, unknown)
    for first, last, new in reversed(replaced):
        lines[first:last] = new
    return Cut(source="\n".join(lines).strip("\n") if kept else "", left_out=left_out)


class _Prune(ast.NodeTransformer):
    """Takes the unknown entries out of tables that are written down as a dictionary; the other columns stay."""

    def __init__(self, unknown: Unknown) -> None:
        self.unknown = unknown

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True)
                 if not self.unknown.is_in(value) and not (key is not None and self.unknown.is_in(key))]  # fmt: skip
        if not pairs:
            return node
        return ast.Dict(keys=[key for key, _ in pairs], values=[value for _, value in pairs])


def _spread(statement: ast.stmt, unknown: Unknown) -> None:
    """Add what a statement that is left out would have made.

    A table that it would have extended (``a = a.merge(b)``, ``a["b"] = …``) stays as it was, without the new columns. A
    list or a figure that it would have added to (``rows.append(…)``, ``axes.plot(…)``) is not whole, so it is unknown.
    """
    stored = _stored(statement)
    if isinstance(statement, ast.Assign) and len(stored) == 1:
        loaded = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
        stored -= loaded - unknown.names
    unknown.names |= (stored | _added_to(statement)) - unknown.modules
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.slice, ast.Constant):
            unknown.columns.add(str(node.slice.value))


def _added_to(statement: ast.stmt) -> set[str]:
    found = set()
    for node in ast.walk(statement):
        called = node.value if isinstance(node, ast.Expr) else None
        if isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute):
            found.add(_base(called.func))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found |= set() if isinstance(node.slice, ast.Constant) else {_base(node)}
    return found


def _base(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _stored(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _lines(statement: ast.stmt) -> tuple[int, int]:
    return statement.lineno - 1, statement.end_lineno or statement.lineno
