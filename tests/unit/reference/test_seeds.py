import csv
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

import yaml

from ingestion.paths import seeds_folder
from ingestion.persian.jalali import from_gregorian
from ingestion.persian.letters import skeleton
from ingestion.reference import seeds
from ingestion.reference.national_id import is_valid_national_id


def key(text: str) -> str:
    return skeleton(text, spaces=False, punctuation=False)


def repeated(items: Iterable[Hashable]) -> list[Hashable]:
    return [item for item, count in Counter(items).items() if count > 1]


def test_sizes_are_those_of_the_country() -> None:
    assert len(seeds.provinces()) == 31
    assert sum(m.is_ministry for m in seeds.ministries().values()) == 19
    assert 480 <= len(seeds.counties()) <= 500
    assert len(seeds.statuses()) == 18
    assert len(seeds.categories()) == 50
    assert len(seeds.agencies()) > 140


def test_keys_are_unique() -> None:
    assert not repeated(county.county_id for county in seeds.counties())
    assert not repeated((county.province_id, key(county.name_fa)) for county in seeds.counties())
    assert not repeated(province.name_fa for province in seeds.provinces().values())


def test_references_hold() -> None:
    agencies, ministries, provinces = seeds.agencies(), seeds.ministries(), seeds.provinces()
    assert all(agency.ministry_id in ministries for agency in agencies.values())
    assert all(a.successor_agency_id is None or a.successor_agency_id in agencies for a in agencies.values())
    assert all(alias.entity_id in agencies for alias in seeds.agency_aliases())
    assert all(alias.entity_id in ministries for alias in seeds.ministry_aliases())
    assert all(alias.entity_id in provinces for alias in seeds.province_aliases())
    assert all(county.province_id in provinces for county in seeds.counties())
    known = {"province": provinces, "agency": agencies, "ministry": ministries}
    assert all(context.entity_id in known[context.kind] for context in seeds.negative_contexts())


def test_categories_form_two_levels() -> None:
    categories = seeds.categories()
    for category in categories.values():
        if category.parent_code is not None:
            assert category.code.startswith(f"{category.parent_code}.")
            assert categories[category.parent_code].parent_code is None
    assert all(not row.code or row.code in categories for row in seeds.category_keywords())
    assert all((row.code == "") == (row.rule == "none") for row in seeds.category_keywords())
    assert all(row.code in categories and row.agency_id in seeds.agencies() for row in seeds.agency_categories())


def test_no_alias_means_two_bodies_within_a_class() -> None:
    for aliases in (seeds.agency_aliases(), seeds.ministry_aliases(), seeds.province_aliases()):
        meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
        for alias in aliases:
            meanings[alias.alias_class, key(alias.alias)].add(alias.entity_id)
        assert {k: ids for k, ids in meanings.items() if len(ids) > 1} == {}


def test_no_alias_is_the_official_name_of_another_body() -> None:
    official = {key(agency.name_fa): agency.agency_id for agency in seeds.agencies().values()}
    assert all(official.get(key(a.alias), a.entity_id) == a.entity_id for a in seeds.agency_aliases())


def test_keywords_headings_and_variants_have_one_meaning() -> None:
    assert not repeated(key(row.keyword) for row in seeds.category_keywords())
    fields: dict[str, set[str]] = defaultdict(set)
    for row in seeds.header_synonyms():
        fields[key(row.heading).lower()].add(row.field)
    assert {heading: names for heading, names in fields.items() if heading and len(names) > 1} == {}
    assert not repeated(row.variant for row in seeds.status_variants())
    assert all(row.status_code in seeds.statuses() for row in seeds.status_variants())
    assert not repeated((context.kind, key(context.phrase)) for context in seeds.negative_contexts())


def test_status_flags_follow_from_each_other() -> None:
    for status in seeds.statuses().values():
        assert not (status.in_net and not status.in_gross)
        assert not (status.counts_as_implemented and not status.in_net)
    assert [s.status_code for s in seeds.statuses().values() if s.counts_as_implemented] == ["implemented"]


def test_banks_and_generic_words_are_marked() -> None:
    agencies = seeds.agencies()
    assert agencies["B_MELLI"].is_bank
    assert not agencies["B_GENERIC"].is_bank
    assert {a.agency_id for a in agencies.values() if a.is_generic} == {"B_GENERIC", "GENERIC"}
    ayandeh = agencies["B_AYANDEH"]
    assert ayandeh.valid_to is not None
    assert from_gregorian(ayandeh.valid_to) == (1404, 8, 2)
    assert ayandeh.successor_agency_id == "B_MELLI"


def test_holidays_are_days_of_their_jalali_date() -> None:
    assert len(seeds.holidays()) > 150
    new_years = [day for day in seeds.holidays() if from_gregorian(day)[1:] == (1, 1)]
    assert len(new_years) >= 5


def test_required_headings_exist() -> None:
    required = {row.field for row in seeds.header_synonyms() if row.is_required}
    assert required == {"unit_name", "resolution_text", "agency"}
    assert not any(is_valid_national_id(row.heading) for row in seeds.header_synonyms())


def test_the_property_file_describes_every_column() -> None:
    described = yaml.safe_load((seeds_folder() / "_seeds.yml").read_text(encoding="utf-8"))["seeds"]
    assert {seed["name"] for seed in described} == {path.stem for path in seeds_folder().glob("*.csv")}
    for seed in described:
        with (seeds_folder() / f"{seed['name']}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == [column["name"] for column in seed["columns"]] == list(seed["config"]["column_types"])
        assert "|" in seed["description"]
        for column in seed["columns"]:
            values = [row[column["name"]] for row in rows]
            tests = column.get("data_tests", [])
            assert "unique" not in tests or len(set(values)) == len(values), column
            assert "not_null" not in tests or all(values), column
