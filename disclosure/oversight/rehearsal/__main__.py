"""One rehearsal in a process of its own, on the database of ``DATABASE_URL``: ``migrate`` makes its tables, ``fill`` puts the
base in, ``play`` plays on it.

``manage.py rehearse`` calls it. The portal's own settings and database are never read here.
"""

import argparse
import gc
import json
import os
import sys
from datetime import date
from pathlib import Path

import django
from django.core.management import call_command
from django.utils.module_loading import import_string

from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal.script import read_script

PACKAGE = "disclosure.oversight.rehearsal"
DISAPPOINTED, UNREADABLE = 1, 2


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{PACKAGE}.settings"
    django.setup()


def migrate(what: str) -> int:
    set_up()
    call_command("migrate", verbosity=0, skip_checks=True)
    return 0


def fill(what: str) -> int:
    """``what``: the base and the first day, as in ``demo@2026-09-18``."""
    base, _at, first = what.partition("@")
    set_up()
    # By name: it needs Django set up.
    import_string(f"{PACKAGE}.base.filling.fill")(base, date.fromisoformat(first))
    return 0


def play(file: str) -> int:
    """Prints one JSON object; says on standard error what was not as expected."""
    # A short life with few circles: looking for them takes a seventh of it.
    gc.disable()
    try:
        written = read_script(Path(file))
        set_up()
        played = import_string(f"{PACKAGE}.play.play")(written)
    except WrittenError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    print(json.dumps(played.printed, ensure_ascii=False, indent=1))
    for words in played.disappointed:
        print(words, file=sys.stderr)
    return DISAPPOINTED if played.disappointed else 0


VERBS = {"migrate": migrate, "fill": fill, "play": play}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("what", help="the base, or the script that is played")
    options = parser.parse_args()
    return VERBS[options.verb](options.what)


if __name__ == "__main__":
    sys.exit(main())
