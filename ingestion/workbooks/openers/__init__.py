"""Openers: bytes of one format in, a Workbook of sheets and cells out. They run in a child process with limits."""

from __future__ import annotations

from ingestion.workbooks.grid import Workbook
from ingestion.workbooks.limits import check_size
from ingestion.workbooks.sniff import kind_of


def open_content(content: bytes, file_name: str) -> Workbook:
    """The workbook in the bytes, opened by what they are; the file's name only names the sheet of a CSV or HTML.

    Raises WorkbookRefused where the bytes are no workbook that may be opened.
    """
    check_size(content)
    kind = kind_of(content)
    if kind == "xlsx":
        from ingestion.workbooks.openers.xlsx import open_xlsx

        return open_xlsx(content)
    if kind == "xlsb":
        from ingestion.workbooks.openers.xlsb import open_xlsb

        return open_xlsb(content)
    if kind == "xls":
        from ingestion.workbooks.openers.xls import open_xls

        return open_xls(content)
    if kind == "ods":
        from ingestion.workbooks.openers.ods import open_ods

        return open_ods(content)
    if kind == "html":
        from ingestion.workbooks.openers.html import open_html

        return open_html(content, file_name)
    if kind == "spreadsheetml":
        from ingestion.workbooks.openers.spreadsheetml import open_spreadsheetml

        return open_spreadsheetml(content)
    from ingestion.workbooks.openers.delimited import open_delimited

    return open_delimited(content, file_name)
