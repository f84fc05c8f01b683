"""``python -m disclosure.environment table > …``: what the documents say of the environment."""

import argparse
import sys

from disclosure.environment.documents import example, table

DOCUMENTS = {"table": table, "example": example}

parser = argparse.ArgumentParser(prog="python -m disclosure.environment")
parser.add_argument("document", choices=DOCUMENTS)
sys.stdout.write(DOCUMENTS[parser.parse_args().document]())
