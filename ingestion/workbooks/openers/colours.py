"""Colours of fills as `RRGGBB`, from the ways Office files write them."""

from __future__ import annotations

import colorsys
import re

# The palette of BIFF8 and of `indexed` in OOXML, entries 0 to 63.
INDEXED = (
    ["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"] * 2
    + ["800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"]
    + ["9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"]
    + ["000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"]
    + ["00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"]
    + ["3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"]
    + ["003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"]
)
_NAMES = {
    "red": "FF0000", "green": "008000", "lime": "00FF00", "yellow": "FFFF00", "orange": "FFA500", "blue": "0000FF",
    "white": "FFFFFF", "gray": "808080", "grey": "808080", "silver": "C0C0C0", "lightgreen": "90EE90",
    "pink": "FFC0CB", "gold": "FFD700", "lightblue": "ADD8E6", "lightyellow": "FFFFE0", "black": "000000",
    "lightgray": "D3D3D3", "lightgrey": "D3D3D3", "salmon": "FA8072", "tomato": "FF6347", "cyan": "00FFFF",
}  # fmt: skip
_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")


def from_text(text: str) -> str | None:
    """`RRGGBB` from `#92d050`, `FF92D050`, `rgb(146, 208, 80)`, `#9d5` or an HTML colour name; None for none."""
    text = text.strip().lower()
    if match := _HEX.fullmatch(text):
        return match[1].upper()
    if match := _RGB.match(text):
        return "".join(f"{min(int(part), 255):02X}" for part in match.groups())
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "".join(letter * 2 for letter in text[1:]).upper()
    return _NAMES.get(text)


def tinted(colour: str, tint: float) -> str:
    """The colour made lighter (tint above 0) or darker (below 0), as Excel does with theme colours."""
    if not tint:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def is_neutral(colour: str) -> bool:
    """Whether the colour is white, grey or black: it marks a heading or nothing, never a status."""
    parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    return max(parts) - min(parts) < 18


def hue_name(colour: str) -> str:
    """`green`, `yellow`, `orange`, `red`, `blue`, `purple` or `grey`: the colour as a person would call it."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if is_neutral(colour) or saturation < 0.1 or light > 0.985:
        return "grey"
    degrees = hue * 360
    for limit, name in ((18, "red"), (44, "orange"), (70, "yellow"), (170, "green"), (260, "blue"), (335, "purple")):
        if degrees < limit:
            return name
    return "red"


def distance(one: str, other: str) -> int:
    """How far two colours lie apart: the largest difference of a channel, 0 to 255."""
    return max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (0, 2, 4))
