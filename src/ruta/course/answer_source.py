"""Read the source of a trainee's cells without running it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable

WIDEST = 100


def one_line(source: str, *, widest: int = WIDEST) -> str:
    """Return the code of a cell on one line, without its comments, cut to so many characters."""
    lines = source.splitlines()
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        tokens = []
    for token in tokens:
        row, column = token.start
        if token.type == tokenize.COMMENT:
            lines[row - 1] = lines[row - 1][:column]
        elif token.type == tokenize.NEWLINE and row <= len(lines):
            # The end of a statement; a line that only breaks a long one has the type NL.
            line = lines[row - 1].rstrip()
            lines[row - 1] = line if line.endswith(":") else f"{line};"
    # A notebook may hold codes that move the cursor of a terminal.
    shown = "".join(char if char.isprintable() else " " for char in " ".join(lines))
    shown = " ".join(shown.split()).strip("; ")
    return shown if len(shown) <= widest else shown[: widest - 1].rstrip() + "…"


def same_code(source: str, other: str) -> bool:
    """Tell whether two cells hold the same code, comments and blanks aside."""
    try:
        return ast.dump(ast.parse(source)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source.strip() == other.strip()


def assigned(source: str) -> set[str]:
    """Return the names that a cell sets with ``name = …`` at its top."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    targets = [target for each in body if isinstance(each, ast.Assign) for target in each.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def defines(sources: Iterable[str], name: str) -> bool:
    """Tell whether any of these cells gives a value to a name; in a cell that is no valid Python, naming it counts."""
    return any(_binds(source, name) for source in sources)


def _binds(source: str, name: str) -> bool:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.search(rf"\b{re.escape(name)}\b", source) is not None
    return any(name in _bound(node) for node in nodes)


def _bound(node: ast.AST) -> tuple[str | None, ...]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return (name,)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.ExceptHandler():
            return (node.name,)
        case ast.alias():
            return (node.asname or node.name.partition(".")[0],)
        case ast.arg():
            return (node.arg,)
    return ()
