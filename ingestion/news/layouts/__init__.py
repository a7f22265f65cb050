"""Pages of the CMS families to articles: bytes in, fields out, nothing else read or written."""

from ingestion.news.layouts.parse import parse_page
from ingestion.news.layouts.recognise import recognise_family
from ingestion.news.page import ParsedPage

__all__ = ["ParsedPage", "parse_page", "recognise_family"]
