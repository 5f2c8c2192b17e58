"""Running a command: every error is one sentence in the reader's language, with an exit code of its kind."""

from __future__ import annotations

import io
import os

import click

from skpkit.cli._ending import EndedError, endings
from skpkit.cli._language import chosen_language, speak
from skpkit.cli._masking import Hiding, hiding_of
from skpkit.cli._streams import outlets, say
from skpkit.errors import SkpkitError, not_installed, system_reason
from skpkit.forge.hosts import host_of
from skpkit.messages import N_, NotBuilt, tell

INTERNAL = N_("skpkit itself failed ({what}); please report it with the command that you ran")
INTERRUPTED = N_("interrupted; nothing was left half-written")
LEFT = N_("stopped; nothing was written")
LOST = N_("the report could not be written to its end ({what}); the exit code is that of the verdict all the same")
INTERRUPT = 130  # what a shell shows of it


def run(given: list[str]) -> int:
    """Run the command line and return its exit code: 2 for wrong usage or settings, 3 where it could not complete.

    Where a report goes, or whether anybody reads it, does not change the code.
    """
    with outlets() as streams:
        code = _code(given)
        streams.out.flush()
        if streams.out.lost and not streams.out.reader_left:
            told = {"what": system_reason(streams.out.lost)}
            say(f"skpkit: {tell(LOST, told, chosen_language())}", err=True)
        return code


def _code(given: list[str]) -> int:
    hiding = hiding_of(given)
    try:
        speak(given)
        with endings():
            from skpkit.cli._group import cli  # its words are translated as it is imported

            cli.main(given, prog_name="skpkit", standalone_mode=False, obj=hiding)
    except NotBuilt as error:
        return _fail(str(error), 3, hiding)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        for line in shown.getvalue().rstrip("\n").split("\n"):
            say(hiding.fit(line), err=True)
        return 2
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 3
    except (click.Abort, KeyboardInterrupt) as stopped:
        # At a question nothing is written yet; click makes the same of an interrupt of what may have written files.
        at_work = isinstance(stopped.__cause__ or stopped, KeyboardInterrupt)
        return _fail(tell(INTERRUPTED if at_work else LEFT, {}, chosen_language()), INTERRUPT, hiding)
    except EndedError as ended:
        return _fail(tell(INTERRUPTED, {}, chosen_language()), ended.exit_code, hiding)
    except SkpkitError as error:
        return _fail(error.sentence(chosen_language()), error.exit_code, hiding, listed=error.listed)
    except ImportError as error:
        return _fail(not_installed(error).sentence(chosen_language()), 3, hiding)
    except OSError as error:
        from skpkit.cli._group import SYSTEM

        return _fail(tell(SYSTEM, {"what": system_reason(error)}, chosen_language()), 3, hiding)
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        return _fail(tell(INTERNAL, {"what": f"{type(error).__name__}: {error}"}, chosen_language()), 3, hiding)
    return 0


def _fail(sentence: str, code: int, hiding: Hiding, *, listed: bool = False) -> int:
    sentence = hiding.fit(sentence)
    if failure := host_of(os.environ).failure:
        from skpkit.reports.github_report import escaped

        click.echo(failure.format(what=escaped(sentence)), err=True)
    for line in f"skpkit: {sentence}".split("\n") if listed else [f"skpkit: {sentence}"]:
        say(line, err=True)
    return code
