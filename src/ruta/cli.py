"""The command ``ruta``: one parser, one place where what went wrong becomes a sentence and an exit code."""

import argparse
import contextlib
import errno
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from ruta import __version__, messages
from ruta.cli_arguments import COMMANDS, Command
from ruta.errors import InputError

BAD_INPUT, INTERRUPTED = 2, 130
_REASONS = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EACCES: "denied", errno.EPERM: "denied",
    errno.EROFS: "read-only", errno.ENOENT: "absent", errno.EADDRINUSE: "address",
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 well, 1 something does not hold, 2 bad input.

    Parameters
    ----------
    argv
        The words after ``ruta``; those of the process where none are given.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    language = _asked_language(words)
    with _speaking(language):
        try:
            arguments = _parser(language).parse_args(words)
            return _run(arguments.run, arguments)
        except InputError as error:
            return _refuse(error.sentence(language))
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            # The reader of our output (head, less) has seen enough; Python must not complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except OSError as error:
            return _refuse(_os_sentence(error, language))


def _run(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a sign such as the tick; a question mark is better than a stop.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = command(arguments)
    sys.stdout.flush()
    return code


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return BAD_INPUT


def _os_sentence(error: OSError, language: str) -> str:
    reason = _REASONS.get(error.errno or 0, "other")
    file = error.filename or "-"
    return messages.text(f"cli.os-{reason}", language=language, file=file, reason=error.strerror or str(error))


def _asked_language(words: list[str]) -> str:
    """Find the language before the parser is made, for its own texts are in that language."""
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--language":
            asked = value or (words[place + 1] if place + 1 < len(words) else "")
            return asked if asked in messages.LANGUAGES else messages.current_language()
    return messages.current_language()


@contextlib.contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Set the language for this command: our messages, those of argparse, and the processes that it starts."""
    before = {name: os.environ.get(name) for name in ("RUTA_LANGUAGE", "LANGUAGE")}
    domain = gettext.textdomain()
    gettext.bindtextdomain("argparse", str(messages.LOCALE))
    gettext.textdomain("argparse")
    os.environ.update(RUTA_LANGUAGE=language, LANGUAGE=language)
    try:
        yield
    finally:
        gettext.textdomain(domain)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _parser(language: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ruta", description=messages.text("cli.about", language=language))
    parser.add_argument("--version", action="version", version=f"ruta {__version__}",
                        help=messages.text("cli.version", language=language))  # fmt: skip
    _add_language(parser, language)
    commands = parser.add_subparsers(metavar=messages.text("cli.command", language=language), required=True)
    for command in COMMANDS:
        _add(commands, command, language)
    return parser


def _add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Command, language: str) -> None:
    said = messages.text(f"cli.help.{command.name}", language=language)
    parser = commands.add_parser(command.name, help=said, description=said)
    _add_language(parser, language)
    for name, options in command.arguments.items():
        key = name.lstrip("-").split(",")[0]
        explained = messages.text(f"cli.argument.{command.name}.{key}", language=language)
        parser.add_argument(*name.split(","), help=explained, **options)
    parser.set_defaults(run=command.run)


def _add_language(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--language", choices=messages.LANGUAGES, default=argparse.SUPPRESS,
                        help=messages.text("cli.language", language=language))  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
