"""Modules that are loaded when they are first used, not when they are imported."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def load_on_use(*names: str) -> None:
    """Let these top-level modules load on first use, whoever imports them; what is loaded or not installed stays so."""
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
