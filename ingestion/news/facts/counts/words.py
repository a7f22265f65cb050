"""Single words that several readers look for."""

from __future__ import annotations

from typing import Final

YEAR: Final = "سال"
EVERY: Final = "هر"
WITH: Final = "با"
IN: Final = "در"
FOR: Final = "برای"
TO: Final = "به"
