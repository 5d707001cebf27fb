"""The figures of the lesson on who is left behind: shares by age, the two gaps, the curve, and the districts."""

import pandas as pd

from ruta.errors import InputError
from ruta.figures import INK, RUST, Shown, new_figure
from ruta.messages import text
from ruta.service_access.concentration import Concentration, concentration, curve
from ruta.service_access.gaps import Gap, compare
from ruta.service_access.school_survey import BANDS, GROUPS
from ruta.shares import wilson

_MARKS = {"displaced": ("o", INK, INK), "host": ("s", RUST, "white")}


def band_figure(children: pd.DataFrame, *, language: str) -> Shown:
    """Draw the share attending of both groups, as a whole and at each age, with 95 % intervals.

    Parameters
    ----------
    children
        From `ruta.service_access.school_survey.school_survey`, or of the same form.
    language
        Language of the labels.

    Raises
    ------
    InputError
        Where a group has nobody of some age.
    """
    figure, axes = new_figure(height=3.6)
    rows = (None, *BANDS)
    shares: dict[str | None, dict[str, str]] = {band: {} for band in rows}
    for group, shift in zip(GROUPS, (-0.14, 0.14), strict=True):
        marker, colour, inside = _MARKS[group]
        label = text(f"equity.group-{group}", language=language)
        for place, band in enumerate(rows):
            cases, people = _counts(children, group=group, band=band)
            low, high = (100 * end for end in wilson(cases, people))
            share = 100 * cases / people
            shares[band][group] = f"{share:.0f}"
            axes.plot([low, high], [place + shift] * 2, color=colour, linestyle="-", linewidth=1.4)
            axes.plot(
                [share], [place + shift], marker=marker, color=colour, markerfacecolor=inside, markersize=8,
                linestyle="none", label=label if band is None else "_",
            )  # fmt: skip
    lines = [
        text("equity.bands-alt-row", language=language, name=_band(band, language), **said)
        for band, said in shares.items()
    ]
    axes.axhline(0.5, color=INK, linestyle=":", linewidth=1)
    axes.set_yticks(range(len(rows)), [_band(band, language) for band in rows])
    axes.invert_yaxis()
    axes.set_xlim(40, 100)
    axes.grid(axis="x", linewidth=0.4, color="#999999")
    axes.set_xticks(range(40, 101, 10))
    axes.set_xlabel(text("equity.axis-attends", language=language))
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    return Shown(figure=figure, alt=text("equity.bands-alt", language=language, rows=" ".join(lines)))


def gap_figure(children: pd.DataFrame, *, language: str) -> Shown:
    """Draw how many more displaced children are out of school, in points, and write the ratio beside each bar.

    Parameters
    ----------
    children
        As for `band_figure`.
    language
        Language of the labels.
    """
    figure, axes = new_figure(height=2.9)
    lines = []
    for place, band in enumerate(BANDS):
        gap = out_of_school(children, band=band)
        points = 100 * gap.difference
        axes.barh([place], [points], color="#c9c9c9", edgecolor=INK)
        low, high = 100 * gap.difference_low, 100 * gap.difference_high
        axes.plot([low, high], [place, place], color=INK, linewidth=1.4, linestyle="-")
        said = {"points": f"{points:.0f}", "ratio": f"{gap.ratio:.1f}"}
        axes.text(high + 0.6, place, text("equity.gap-label", language=language, **said), va="center")
        lines.append(text("equity.gap-alt-row", language=language, name=_band(band, language), **said))
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(range(len(BANDS)), [_band(band, language) for band in BANDS])
    axes.invert_yaxis()
    axes.set_xlim(-2, 36)
    axes.set_xlabel(text("equity.axis-gap", language=language))
    return Shown(figure=figure, alt=text("equity.gap-alt", language=language, rows=" ".join(lines)))


def out_of_school(children: pd.DataFrame, *, band: str | None = None) -> Gap:
    """Compare the shares of displaced and host children who do not attend, at one age or (None) as a whole."""
    (cases, people), (other, others) = (_counts(children, group=group, band=band) for group in GROUPS)
    return compare(cases=people - cases, people=people, reference_cases=others - other, reference_people=others)


def curve_figure(children: pd.DataFrame, *, language: str) -> Shown:
    """Draw the concentration curve of attending and that of being out of school, from the poorest child on.

    Parameters
    ----------
    children
        As for `band_figure`.
    language
        Language of the labels.
    """
    figure, axes = new_figure(width=5.6, height=4.6)
    attends = children["attends"].astype("float64")
    said: dict[str, str] = {}
    for name, values, style, colour in (("attends", attends, "-", INK), ("out", 1 - attends, "--", RUST)):
        found: Concentration = concentration(values, order=children["wealth"])
        said[name] = f"{found.index:.3f}"
        line = 100 * curve(values, order=children["wealth"])
        label = text(f"equity.curve-{name}", language=language, index=said[name])
        axes.plot(line["people"], line["variable"], linestyle=style, color=colour, marker="o", ms=4, label=label)
        said[f"{name}_poorest"] = f"{line['variable'].iloc[1]:.0f}"
        said["poorest"] = f"{line['people'].iloc[1]:.0f}"
    axes.plot([0, 100], [0, 100], color=INK, linestyle=":", linewidth=1, label=text("equity.equal", language=language))
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    axes.set_xlabel(text("equity.axis-people", language=language))
    axes.set_ylabel(text("equity.axis-variable", language=language))
    axes.legend(loc="upper left", frameon=False, fontsize=9)
    return Shown(figure=figure, alt=text("equity.curve-alt", language=language, **said))


def district_table(children: pd.DataFrame) -> pd.DataFrame:
    """Return for each district the share of displaced children among those asked, and the share attending."""
    table = children.assign(displaced=children["group"] == "displaced").groupby("district")
    return table[["displaced", "attends"]].mean()


def district_figure(children: pd.DataFrame, *, language: str) -> Shown:
    """Draw one point per district: share of displaced children against share attending.

    Parameters
    ----------
    children
        As for `band_figure`.
    language
        Language of the labels.
    """
    table = 100 * district_table(children)
    figure, axes = new_figure(height=3.8)
    axes.plot(table["displaced"], table["attends"], linestyle="none", marker="o", color=INK)
    for name, row in table.iterrows():
        axes.annotate(str(name), (row["displaced"], row["attends"]), xytext=(5, 5), textcoords="offset points")
    axes.set_xlim(0, 100)
    axes.set_ylim(60, 100)
    axes.set_xlabel(text("equity.axis-displaced", language=language))
    axes.set_ylabel(text("equity.axis-attends", language=language))
    correlation = float(table["displaced"].corr(table["attends"]))
    lines = [
        text("equity.district-row", language=language, name=name, displaced=f"{row.displaced:.0f}",
             attends=f"{row.attends:.0f}")
        for name, row in table.iterrows()
    ]  # fmt: skip
    return Shown(
        figure=figure,
        alt=text("equity.district-alt", language=language, rows=" ".join(lines)),
        text=text("equity.district-text", language=language, correlation=f"{correlation:.2f}"),
    )


def _counts(children: pd.DataFrame, *, group: str, band: str | None) -> tuple[int, int]:
    """Return children attending and children asked."""
    inside = children["group"] == group
    if band is not None:
        inside &= children["age_band"] == band
    if not inside.any():
        raise InputError("equity.nobody", group=group, band=band or "-")
    return int(children.loc[inside, "attends"].sum()), int(inside.sum())


def _band(band: str | None, language: str) -> str:
    return text("equity.all-ages" if band is None else f"equity.band-{band}", language=language)
