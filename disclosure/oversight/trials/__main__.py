"""One trial in a process of its own: ``python -m disclosure.oversight.trials FILE``, on the database of ``DATABASE_URL``. A line of JSON
for every day that is done, and one for the result; what went wrong stands on standard error."""

import gc
import json
import sys
from pathlib import Path

from django.utils.module_loading import import_string

from disclosure.oversight.rehearsal.__main__ import set_up

PACKAGE = "disclosure.oversight.trials"


def main() -> None:
    (file,) = sys.argv[1:]
    given = json.loads(Path(file).read_text(encoding="utf-8"))
    gc.disable()
    set_up()
    # By name: it needs Django set up.
    for found in import_string(f"{PACKAGE}.inside.play_year")(given):
        print(json.dumps(found, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
