"""Running a command: every error is one sentence in the reader's language, with an exit code of its kind."""

from __future__ import annotations

import os
import sys

import click

from skpkit.cli._language import chosen_language, speak
from skpkit.errors import SkpkitError
from skpkit.messages import N_, NotBuilt, tell

INTERNAL = N_("skpkit itself failed ({what}); please report it with the command that you ran")
SYSTEM = N_("this machine could not do it ({what}); make room or mend what it names, and run skpkit again")
INTERRUPTED = N_("interrupted; nothing was left half-written")


def run(given: list[str]) -> int:
    """Run the command line and return its exit code: 2 for wrong usage or settings, 3 where it could not complete."""
    try:
        speak(given)
        from skpkit.cli._group import cli  # its words are translated as it is imported

        cli.main(given, prog_name="skpkit", standalone_mode=False)
    except NotBuilt as error:
        return _fail(str(error), 3)
    except click.ClickException as error:
        error.show()
        return 2
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _fail(tell(INTERRUPTED, {}, chosen_language()), 3)
    except SkpkitError as error:
        return _fail(error.sentence(chosen_language()), error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the report went away, there is nobody to tell
        return 3
    except OSError as error:
        return _fail(tell(SYSTEM, {"what": error.strerror or str(error)}, chosen_language()), 3)
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        return _fail(tell(INTERNAL, {"what": f"{type(error).__name__}: {error}"}, chosen_language()), 3)
    return 0


def _fail(sentence: str, code: int) -> int:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        from skpkit.reports.github_report import escaped

        click.echo(f"::error title=skpkit::{escaped(sentence)}", err=True)
    click.echo(f"skpkit: {sentence}", err=True)
    return code
