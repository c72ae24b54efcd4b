"""A process that prints packets: an order a line on standard input, an answer a line back.

It ends when its input does, so it never outlives whoever started it, killed or not.
"""

import json
import os
import sys
from pathlib import Path

from committee.errors import CommitteeError

from .order import Order


def main() -> None:
    """Print what is ordered until nothing more is."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        try:
            Order(**json.loads(line)).print_into(folder)
            answer = ""
        except CommitteeError as error:
            answer = str(error)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # Whoever ordered was killed. What is printed is kept, and nobody is left to tell.
        os._exit(0)
