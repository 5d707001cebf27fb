"""Section 6 of the Law School Admission Test: 1,000 persons, five items.

Source: R. D. Bock and M. Lieberman (1970), Fitting a response model for n dichotomously scored items, Psychometrika
35, 179-197; the counts of the 32 patterns as published with the OpenBUGS examples (volume I, LSAT) and the R packages
ltm and psych. They give the published shares of right answers to the third decimal, which is tested.
"""

from itertools import product

COUNTS = (3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
          10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298)  # fmt: skip
"""Persons with each pattern, from 00000 to 11111, the first item first."""

MARKS = [pattern for pattern, count in zip(product((0, 1), repeat=5), COUNTS, strict=True) for _ in range(count)]
