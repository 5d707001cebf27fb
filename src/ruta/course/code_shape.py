"""What a code cell does, once its comments and its texts are set aside: equal in both languages of a lesson."""

import ast
import io
import tokenize
from collections.abc import Iterator


def shape(source: str) -> str:
    """Return a text that is equal for two cells that differ in comments and string literals only.

    Placeholders of an f-string count, in any order: a sentence may need its values in another order in Spanish.
    Source that Python cannot read (a magic command) is its own shape, blanks at line ends aside.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return "\n".join(line.rstrip() for line in source.strip().splitlines())
    return ast.dump(_TextsAside().visit(tree))


class _TextsAside(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        # The layout of a number (".1f") is code, not language; so it stays.
        values = [value for value in node.values if isinstance(value, ast.FormattedValue)]
        clean = [ast.FormattedValue(self.visit(each.value), each.conversion, each.format_spec) for each in values]
        kept: list[ast.expr] = sorted(clean, key=ast.dump)
        return ast.JoinedStr(kept) if kept else ast.Constant("")


def texts(source: str) -> Iterator[str]:
    """Yield the comments and string literals of a code cell: what a translator has to read.

    A literal that Python puts together from pieces is yielded whole.
    """
    yield from _comments(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    inside = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_literal(value) or " … " for value in node.values)
        elif id(node) not in inside and (literal := _literal(node)):
            yield literal


def _literal(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _comments(source: str) -> Iterator[str]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string.lstrip("# ")
    except (tokenize.TokenError, SyntaxError):
        return
