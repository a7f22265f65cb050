"""YAML with the line of every value, so that an error can name it. Dates stay text: the schema gives the types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ingestion.errors import PeygirError

Place = tuple[str | int, ...]

_CORE_TAGS = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> tuple[Any, dict[Place, int]]:
    """The document and the line (from 1) of each key and item, by its place. Raises PeygirError on broken YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise PeygirError(
            f"not valid YAML ({error.problem})", where=where, remedy="correct the indentation or quoting of this line"
        ) from error
    except UnicodeDecodeError as error:
        raise PeygirError("not UTF-8", where=str(path), remedy="save the file as UTF-8") from error
    lines: dict[Place, int] = {(): 1}
    if node is None:
        return None, lines
    return _value(node, (), lines, path), lines


def line_of(lines: dict[Place, int], place: Place) -> int:
    """The line of a place, or of the nearest thing around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], path: Path) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, n), lines, path) for n, item in enumerate(node.value)]
    if node.tag in _CORE_TAGS and isinstance(node, yaml.ScalarNode):
        return yaml.safe_load(node.value) if node.style in (None, "") else node.value
    return node.value


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], path: Path) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in result:
            raise PeygirError(f"the key '{key}' stands twice", where=f"{path}:{line}", remedy="keep one of the two")
        lines[(*place, key)] = line
        result[key] = _value(value_node, (*place, key), lines, path)
    return result
