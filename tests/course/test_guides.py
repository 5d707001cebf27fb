"""What the guides tell people to type and to open exists."""

import re
from pathlib import Path

import pytest

from ruta.cli_arguments import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
GUIDES += [page for folder in ("book", "book/es") for page in sorted((ROOT / folder / "facilitators").glob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in GUIDES]
COMMAND = re.compile(r"\bruta (--language \w+ )?([a-z]+)((?: [^`\n]*)?)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def typed(text: str) -> list[re.Match[str]]:
    """Return what stands in code: between backquotes, in a fenced block, or in an indented one."""
    code = re.findall(r"```[^`\n]*\n(.*?)```|`([^`\n]+)`|^ {4}(\S.*)$", text, flags=re.DOTALL | re.MULTILINE)
    return [found for parts in code for found in COMMAND.finditer("\n".join(parts))]


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_command_exists_with_its_options(guide: Path) -> None:
    known = {command.name: command for command in COMMANDS}
    for found in typed(guide.read_text(encoding="utf-8")):
        name, rest = found[2], found[3]
        assert name in known, found[0]
        for option in re.findall(r"--[a-z][a-z-]*", rest):
            assert option in {*known[name].arguments, "--language", "--help"}, found[0]


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_link_leads_to_a_file(guide: Path) -> None:
    for target in LINK.findall(guide.read_text(encoding="utf-8")):
        if "://" not in target and "`" not in target and not target.startswith("../../glossary"):
            assert (guide.parent / target).exists(), target


def test_the_guides_name_commands_at_all() -> None:
    assert {found[2] for found in typed((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))} >= {
        "new", "release", "translate", "toc", "glossary"
    }  # fmt: skip
