"""Reading published figures: what releases changed, which values repeat, where a series jumps.

Stocks and flows as in the International Recommendations on Internally Displaced Persons Statistics (EGRIS, 2020). A
revision is the later figure minus the earlier one for the same period, the usual sign of revision analysis (OECD and
Eurostat, Guidelines on Revisions Policy and Analysis); how data revision and series breaks are presented: OECD (2007,
Data and Metadata Reporting and Presentation Handbook). The rules for repetitions and jumps are declared here and are
no tests of significance: a published series has no sampling model to test against.
"""

import pandas as pd

from ruta.errors import InputError


def vintages(figures: pd.DataFrame, *, iso3: str, indicator: str) -> pd.DataFrame:
    """Return one figure as a revision triangle: a row a year, a column a release, oldest release first.

    Parameters
    ----------
    figures
        Columns ``iso3``, ``year``, ``indicator``, ``value`` and ``released`` (text: year, month or day), as from
        ``ruta.datasets.published("every")``.
    iso3, indicator
        Which figure.

    Returns
    -------
    DataFrame
        Values (Int64, in the unit of the figure), every year from the first to the last; ``<NA>`` where a release does
        not give that year, which is never zero.

    Raises
    ------
    InputError
        Where there is no such figure, where a release has no date, so that its place is not known, and where one
        release gives a year twice.
    """
    rows = figures[(figures["iso3"] == iso3) & (figures["indicator"] == indicator)]
    if rows.empty:
        raise InputError("published.no-figure", iso3=iso3, indicator=indicator)
    undated = rows[rows["released"].isna()]
    if len(undated):
        raise InputError("published.undated", iso3=iso3, indicator=indicator, year=undated["year"].iloc[0])
    twice = rows[rows.duplicated(["year", "released"])]
    if len(twice):
        year, released = twice["year"].iloc[0], twice["released"].iloc[0]
        raise InputError("published.twice", iso3=iso3, indicator=indicator, year=year, released=released)
    table = rows.pivot(index="year", columns="released", values="value").sort_index(axis="columns")
    years = pd.RangeIndex(int(table.index.min()), int(table.index.max()) + 1, name="year")
    return table.reindex(years).astype("Int64")


def revisions(triangle: pd.DataFrame, *, rounding: int = 1000) -> pd.DataFrame:
    """List, for each year, what each release changed against the release before that also gives the year.

    Parameters
    ----------
    triangle
        As returned by `vintages`.
    rounding
        Step (in the unit of the figure) to which the coarser release is rounded. A difference of up to half a step is
        what rounding alone can make; it is not called a revision, and a true revision as small as that is not seen.

    Returns
    -------
    DataFrame
        One row a year and pair of neighbouring releases: ``year``, ``earlier``, ``later`` (releases), ``before``,
        ``after``, ``change`` (after − before; Int64) and ``kind``: ``same``, ``rounding`` or ``revision``. A year that
        a release gives for the first time has nothing before it and no row.
    """
    rows = []
    for year, values in triangle.iterrows():
        known = values.dropna()
        for earlier, later in zip(known.index[:-1], known.index[1:], strict=True):
            before, after = int(known[earlier]), int(known[later])
            change = after - before
            small = 2 * abs(change) <= rounding
            kind = "same" if change == 0 else "rounding" if small else "revision"
            rows.append((year, earlier, later, before, after, change, kind))
    columns = ["year", "earlier", "later", "before", "after", "change", "kind"]
    whole = dict.fromkeys(("year", "before", "after", "change"), "Int64")
    return pd.DataFrame(rows, columns=columns).astype(whole)


def repeated(series: pd.Series, *, within: int = 0) -> pd.Series:
    """Tell, year by year, whether a figure is the one of the year before carried forward (bool).

    Parameters
    ----------
    series
        Figure (Int64) by year, in order. A year that is blank or absent repeats nothing, and nothing repeats it.
    within
        Largest difference (in the unit of the figure) that still counts as the same: 1 forgives a value such as 71,501
        beside 71,500.
    """
    before = series.shift(1).where(series.index.to_series().diff() == 1)
    return ((series - before).abs() <= within).fillna(False).astype(bool).rename("repeated")


def runs(series: pd.Series, *, within: int = 0) -> pd.DataFrame:
    """Return the stretches of years for which a figure is printed again and again.

    Parameters
    ----------
    series, within
        As in `repeated`.

    Returns
    -------
    DataFrame
        One row a stretch of two years or more: ``first``, ``last`` (years), ``years`` (how many), ``lowest``,
        ``highest`` (Int64). The first year of a stretch may be a new estimate; the others are the same one.
    """
    again = repeated(series, within=within)
    stretches = series.groupby((~again).cumsum())
    table = pd.DataFrame(
        [(part.index[0], part.index[-1], len(part), part.min(), part.max()) for _, part in stretches if len(part) > 1],
        columns=["first", "last", "years", "lowest", "highest"],
    )
    return table.astype("Int64")


def suspected_breaks(series: pd.Series, *, share: float) -> pd.DataFrame:
    """Mark the years whose figure differs from the year before by more than a declared share of it.

    A rule to decide which years to ask the source about. It does not know causes: it marks a real change of the
    situation as readily as a change of method, and passes over a change of method that moves the figure little. Years
    beside a blank are not judged.

    Parameters
    ----------
    series
        Figure (Int64) by year, in order.
    share
        Share of the earlier figure, above 0: 0.1 marks a change of more than 10%.

    Returns
    -------
    DataFrame
        By year: ``before``, ``after``, ``change`` (Int64) and ``share`` (change as a share of ``before``, signed; blank
        where ``before`` is zero, which any rise exceeds).

    Raises
    ------
    InputError
        Where the share is not above 0.
    """
    if share <= 0:
        raise InputError("published.share", found=share)
    before = series.shift(1).where(series.index.to_series().diff() == 1)
    change = series - before
    marked = (change.abs() > share * before).fillna(False).astype(bool)
    table = pd.DataFrame({"before": before, "after": series, "change": change})[marked].astype("Int64")
    table["share"] = table["change"].astype("Float64") / table["before"].where(table["before"] > 0).astype("Float64")
    return table
