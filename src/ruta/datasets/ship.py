"""Write the shipped files again: ``python -m ruta.datasets.ship``, after a change to the generator or to a schema."""

import pandas as pd

from ruta.datasets import files, frames
from ruta.datasets.countries import COUNTRIES
from ruta.datasets.package import datapackage
from ruta.datasets.reading import file_of
from ruta.datasets.schemas import TABLES, TRUTHS
from ruta.datasets.store import table, truth


def contents() -> dict[str, str]:
    """Return the text of each generated file by its path in the folder of shipped files."""
    made = {}
    for names, read in ((TABLES, table), (TRUTHS, truth)):
        for name in names:
            everywhere = []
            for country in COUNTRIES:
                part = read(name, country=country)
                if "iso3" not in part:
                    part.insert(0, "iso3", country)
                everywhere.append(part)
            made[file_of(name)] = frames.to_csv(pd.concat(everywhere, ignore_index=True))
    made["datapackage.json"] = datapackage()
    return made


def main() -> None:
    """Write every generated file and say which."""
    for path, text in contents().items():
        target = files.folder() / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
