"""``make proof``: N random cases (10^5), from SEED (1) on, through the core and LibreOffice."""

from __future__ import annotations

import sys

from tests.proof.run import proof

if __name__ == "__main__":
    sys.exit(proof(*map(int, sys.argv[1:] or ["100000"])))
