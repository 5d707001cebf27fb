"""Which functions the code of a cell calls."""

import ast


def named(source: str, name: str) -> list[ast.Call]:
    """Return the calls of a function or method by its last name; none where the code cannot be read."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == name]


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
