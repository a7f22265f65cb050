import subprocess
import sys

CODE = """
import sys
from ingestion.lazy import load_on_use
load_on_use("colorsys", "no_such_module", "sys")
import colorsys
assert type(colorsys).__name__ == "_LazyModule", "loaded before it was used"
assert colorsys.rgb_to_hsv(0.0, 0.0, 0.0) == (0.0, 0.0, 0)
assert "no_such_module" not in sys.modules
import ingestion.news.layouts
assert "soupsieve.css_parser" not in sys.modules
"""


def test_a_module_is_loaded_when_it_is_used() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True)
