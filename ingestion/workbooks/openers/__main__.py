"""The child process of `sandbox.open_safely`: bytes on stdin, an encoded workbook or a refusal on stdout."""

from __future__ import annotations

import gc
import json
import resource
import sys

from ingestion.workbooks.grid import encode
from ingestion.workbooks.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS, WorkbookRefused
from ingestion.workbooks.openers import open_content


def main() -> int:
    """Open the workbook under limits of memory and processor time; 0 opened, 3 refused."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    gc.disable()  # millions of cells and no cycles; the limit of memory holds whatever a file does
    content = sys.stdin.buffer.read()
    try:
        workbook = open_content(content, sys.argv[1])
        del content
        data = encode(workbook)
    except WorkbookRefused as refusal:
        sys.stdout.write(json.dumps({"what": refusal.what, "remedy": refusal.remedy}))
        return 3
    except RecursionError:
        sys.stdout.write(json.dumps({"what": "the file is nested too deeply to be a workbook", "remedy": None}))
        return 3
    sys.stdout.buffer.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
