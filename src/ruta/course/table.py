"""A plain text table for a terminal."""

from collections.abc import Sequence


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, widest: int = 70) -> str:
    """Return rows under their headings, columns aligned.

    Parameters
    ----------
    columns
        Headings.
    rows
        Cells, one sequence per row, as many as there are headings.
    widest
        Longer cells, except in the last column, are cut to so many characters.
    """
    cut = [[_cut(cell, widest) for cell in row[:-1]] + [row[-1]] for row in rows]
    widths = [max(len(row[number]) for row in [list(columns), *cut]) for number in range(len(columns) - 1)]
    lines = [columns, ["-" * width for width in widths] + ["-" * len(columns[-1])], *cut]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, cells[-1]]).rstrip()


def _cut(cell: str, widest: int) -> str:
    return cell if len(cell) <= widest else cell[: widest - 1] + "…"
