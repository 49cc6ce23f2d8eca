"""`python -m ui` serves the chat page."""

from __future__ import annotations

import sys

from ui.serve import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
