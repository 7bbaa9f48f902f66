"""``make proof``: N random cases (10^5) through the core and through LibreOffice."""

from __future__ import annotations

import sys

from tests.proof.run import proof

if __name__ == "__main__":
    sys.exit(proof(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
