"""In a process of its own, on the portal's database: ``python -m disclosure.testing.chaos.world fill`` prints what the writes need,
as JSON; ``count`` reads markers by kind from standard input and prints how many rows bear each."""

import json
import sys

import django
from django.utils.module_loading import import_string

FUNCTIONS = "disclosure.tests.chaos_world"


def main() -> None:
    django.setup()
    what, given = sys.argv[1], json.load(sys.stdin)
    # By name: they need Django set up.
    call = import_string(f"{FUNCTIONS}.{what}")
    print(json.dumps(call(given) if given else call()))


if __name__ == "__main__":
    main()
