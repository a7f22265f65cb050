"""Many themes of each family: every field comes out as written, and nothing else with it."""

from __future__ import annotations

import pytest

from ingestion.news.layouts import parse_page
from tests.unit.news.variants import Variant, all_variants

VARIANTS = list(all_variants())


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_every_theme_is_read(variant: Variant) -> None:
    page = parse_page(variant.content, url=variant.address, content_type=variant.content_type)
    read = {name: getattr(page, name) for name in variant.expected}
    read["published_at"] = page.published_at.isoformat() if page.published_at else None
    assert read == variant.expected
