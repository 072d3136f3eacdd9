"""A program for the nursery's tests: says something of itself, then ends as it is told to."""

import os
import random
import sys

from services.runtime.ids import new_id

seen = (new_id(), random.random(), os.getcwd(), os.environ.get("OF_MINE"), "HOME" in os.environ)
sys.stdout.write(" ".join(map(str, seen)) + "\n")
sys.exit(int(sys.argv[1]))
