"""``claimlint cache``: what is kept between runs, and where."""

from __future__ import annotations

import os
from contextlib import suppress

import click

from claimlint import Failure, InputError
from claimlint.apps.terminal import put, tell
from claimlint.cache import directory
from claimlint.cache.compiled import use

_MEGABYTE = 1_000_000


@click.group("cache", short_help="Show or clear what is kept between runs.")
def command() -> None:
    """Results of earlier runs, and the words of the lexicon in a form that loads fast.

    Nothing depends on them: whatever is missing is made anew.  CLAIMLINT_CACHE_DIR names another folder; where it is
    empty, nothing is kept.
    """


@command.command("dir")
def where() -> int:
    """Print the folder."""
    put(f"{_folder()}\n", color=False)
    return 0


@command.command()
def size() -> int:
    """Print how much there is."""
    sizes = []
    for path in directory.kept_files(_folder()):
        with suppress(OSError):  # another process has just replaced it
            sizes.append(os.stat(path).st_size)
    put(f"{len(sizes)} file{'s' * (len(sizes) != 1)}, {sum(sizes) / _MEGABYTE:.1f} MB\n", color=False)
    return 0


@command.command()
def clear() -> int:
    """Delete all of it."""
    use(None)
    gone = 0
    for path in directory.kept_files(_folder()):
        try:
            os.unlink(path)
            gone += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise InputError(Failure(path, f"cannot be deleted: {error.strerror}")) from None
    tell(f"{gone} file{'s' * (gone != 1)} deleted")
    return 0


def _folder() -> str:
    folder = directory.usual_folder()
    if folder is None:
        raise InputError(Failure("CLAIMLINT_CACHE_DIR", "is empty: nothing is kept"))
    return folder
