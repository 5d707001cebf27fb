"""Planning scenarios as a picture: one line for each set of assumptions, named at its end."""

from collections.abc import Mapping

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SKY, Shown, new_figure

STYLES = {"low": (SKY, "-.", "v"), "middle": (INK, "-", "o"), "high": (RUST, "--", "^")}


def scenario_name(name: str, *, language: str) -> str:
    """Return the name of a scenario (low, middle or high) in the reader's language."""
    return messages.text(f"statistics.scenario.{name}", language=language)


def paths(projections: Mapping[str, pd.DataFrame], *, title: str, language: str) -> Shown:
    """Draw the stock of each scenario from the opening day to the last closing.

    Parameters
    ----------
    projections
        By name (``low``, ``middle``, ``high``), as returned by `ruta.statistics.scenarios.project`.
    title
        What is drawn, with the word assumptions in it.
    language
        Language of the labels and of the text alternative.
    """
    figure, axes = new_figure(6.0, 3.8)
    said = []
    for name, table in projections.items():
        colour, line, mark = STYLES[name]
        years = [int(table.index[0]) - 1, *(int(year) for year in table.index)]
        stock = [int(table["opening"].iloc[0]), *(int(value) for value in table["closing"])]
        axes.plot(years, stock, color=colour, linestyle=line, marker=mark)
        label = scenario_name(name, language=language)
        axes.annotate(
            f"{label}: {stock[-1]:,}", (years[-1], stock[-1]), xytext=(8, 0), textcoords="offset points", va="center"
        )
        said.append(f"{label}: " + ", ".join(f"{year} {value:,}" for year, value in zip(years, stock, strict=True)))
    axes.set_xticks(years)
    axes.set_xlim(years[0] - 0.2, years[-1] + 1.0)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylabel(messages.text("statistics.scenario.axis", language=language))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    alt = messages.text("statistics.scenario.alt", language=language, title=title, rows="; ".join(said))
    return Shown(figure=figure, alt=alt)
