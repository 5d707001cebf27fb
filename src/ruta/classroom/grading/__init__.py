"""Grade a class's notebooks: read what was handed in, run the answers behind a wall, judge the values, tell and report.

``handed_in`` reads, ``sandbox`` runs, ``judge`` judges in our own process, ``record`` is what is kept of each notebook,
and ``reports`` makes the pages and tables from the records.
"""
