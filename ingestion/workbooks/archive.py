"""Keeps every workbook as it came: one file for each content, named after its hash, never overwritten."""

from __future__ import annotations

import hashlib

import fsspec


class ContentArchive:
    """Content-addressed files below a folder on any fsspec address (`/var/lib/peygir/archive`, `s3://bucket/path`)."""

    def __init__(self, address: str) -> None:
        self._filesystem, self._root = fsspec.core.url_to_fs(address)
        self._prefix = "" if address.startswith("/") else address.removesuffix(self._root)

    def keep(self, content: bytes, ending: str = "") -> str:
        """Store the bytes if they are new; return their location. A half-written file never takes the name."""
        digest = hashlib.sha256(content).hexdigest()
        folder = f"{self._root}/{digest[:2]}"
        path = f"{folder}/{digest}{ending}"
        if not self._filesystem.exists(path):
            self._filesystem.makedirs(folder, exist_ok=True)
            draft = f"{path}.new"
            self._filesystem.pipe_file(draft, content)
            self._filesystem.mv(draft, path)
        return f"{self._prefix}{path}"

    def read(self, location: str) -> bytes:
        """The bytes kept at a location. Raises FileNotFoundError where there are none."""
        content: bytes = self._filesystem.cat_file(location.removeprefix(self._prefix))
        return content
