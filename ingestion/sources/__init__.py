"""Sources as data: one YAML file for each province or national agency; the folder is the registry."""

from ingestion.sources.families import Family, family, family_names
from ingestion.sources.load import (
    find_sites,
    load_sample_sources,
    load_sources,
    news_sites,
    province_id_of,
    province_slugs,
    read_source,
    read_sources,
)
from ingestion.sources.model import ArchiveList, Band, Feed, Inbox, Layout, NewsSite, Source

__all__ = [
    "ArchiveList",
    "Band",
    "Family",
    "Feed",
    "Inbox",
    "Layout",
    "NewsSite",
    "Source",
    "family",
    "family_names",
    "find_sites",
    "load_sample_sources",
    "load_sources",
    "news_sites",
    "province_id_of",
    "province_slugs",
    "read_source",
    "read_sources",
]
