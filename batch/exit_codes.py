"""What the program's exit codes mean."""

from __future__ import annotations

OK, OUR_FAULT, SOME_REFUSED, OPERATOR, INTERRUPTED = 0, 1, 2, 3, 130
