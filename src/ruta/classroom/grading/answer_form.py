"""The form of an answer's source that stays the same when it is copied and lightly disguised."""

import ast
import re

BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


def normalised(source: str) -> str:
    """Return a text that is equal for two sources that differ in comments, layout and names of their own only.

    Names that the source itself sets are numbered in the order in which they appear. Source that is no valid Python,
    or was cut, is compared without its comments and blanks.
    """
    try:
        tree = ast.parse(source)
        own: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.setdefault(node.id, f"name{len(own)}")
        return ast.dump(_Renamed(own).visit(tree))
    except BROKEN:
        lines = (re.sub(r"#.*", "", line) for line in source.splitlines())
        return "".join("".join(lines).split())


def is_computed(source: str) -> bool:
    """Tell whether a source does more than to write values down; one that cannot be read does."""
    try:
        body = ast.parse(source).body
    except BROKEN:
        return True
    return not all(isinstance(each, ast.Assign | ast.Expr) and _is_literal(each.value) for each in body)


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (*BROKEN, TypeError):
        return False
    return True


class _Renamed(ast.NodeTransformer):
    def __init__(self, own: dict[str, str]) -> None:
        self.own = own

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.own.get(node.id, node.id), node.ctx)
