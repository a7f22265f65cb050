"""One page to one ParsedPage, by the layout of its source or of the family that it shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from ingestion.news.addresses import canonical_address, host_of, normal_address, publisher_site
from ingestion.news.boilerplate import block_reason, folded_line, labelled_code, labelled_date, source_of, story_lines
from ingestion.news.layouts.body import read_body
from ingestion.news.layouts.dates import Published, read_date_line, read_published
from ingestion.news.layouts.decoding import decode_page
from ingestion.news.layouts.recognise import recognise_family
from ingestion.news.layouts.select import PageTree
from ingestion.news.page import ParsedPage
from ingestion.news.text import tidy
from ingestion.persian.digits import to_ascii_digits
from ingestion.sources import Family, Layout, NewsSite, family

_ZWNJ = "\u200c"
# trafilatura takes ZWNJ out and so joins words; a letter of no Persian text keeps its place.
_ZWNJ_STAND_IN = "\ua78c"
# The "selector" of a value that stands after a label in the page's text.
_LABEL = "label"
# The "selector" of a date line, and of a title, that stands near the story's text and has no name of its own.
_NEAR = "near the text"
_SHORTEST_BODY = 40
_SHORTEST_TITLE = 15
_LONGEST_TITLE = 250
_SHORTEST_STRUCTURED_BODY = 200
# The element around a text that was searched for may hold this many times its length before it is too much.
_LARGEST_HOME = 1.6
_SMALLEST_HOME = 0.75
# Crumbs that say only "home", "group:", "category:".
_EMPTY_CRUMBS = frozenset({"صفحه نخست", "صفحه اصلی", "خانه", "اخبار", "گروه", "دسته بندی", "home"})
# A story's number in an address of no known form: /news/1404/08/28/3451208/….
_NUMBERED_PATH = re.compile(
    r"/(?:news|khabar|n|content|posts?|articles?|details?|view|show)/(?:\d{4}/\d{1,2}/\d{1,2}/)?(?P<code>\d{4,})(?:[/-]|$)"
)
_CRUMB_MARKS = re.compile(r"\s*[>»›/|]\s*")
# A site's head tells today's date.
_TODAY = "امروز"
_KEYWORD_MARKS = re.compile(r"[,،;؛|]")
_TITLE_TAIL = re.compile(r"\s+[|\-–—»:]\s+")
# What a site calls itself before its own name.
_SITE_WORDS = re.compile(
    r"(?:(?:پورتال|پرتال|درگاه|پایگاه|وب سایت|وبسایت|سایت)(?: (?:خبری|اطلاع رسانی|رسمی|اینترنتی))* )(?=\S)"
)
# Pairs that appear when UTF-8 Persian was read as Latin-1 or windows-1252.
_LATIN_MOJIBAKE = "[ØÙÚÛ][\u0080-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]"
# The same when it was read as windows-1256: ط ظ ع غ followed by signs that follow no Persian letter.
_ARABIC_MOJIBAKE = "[طظعغ][§¨©¬®¯°±²³´µ¶·¸¹¼½¾€‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—™›œ]"
_LOST_LETTERS = r"\?{4,}"
_BROKEN = re.compile(f"\ufffd|{_LATIN_MOJIBAKE}|{_ARABIC_MOJIBAKE}|{_LOST_LETTERS}")
# Marks that are never closed nest deeper than libxml2 reads.
_MARK_OPENED = re.compile(r"<(?:font|span|b|strong)\b[^<>]*>", re.IGNORECASE)
_MARK_CLOSED = re.compile(r"</(?:font|span|b|strong)\s*>", re.IGNORECASE)
_MOST_OPEN_MARKS = 30
_IN_UTC = re.compile(r"\d(?:Z|[+-]00:?00)\s*$")
_ACCENTED = re.compile("[\u00c0-\u00ff]")


@dataclass
class _Reading:
    """The fields of a page as they are gathered, with the selector of each and what was odd."""

    read: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def note(self, name: str, value: object, selector: str | None) -> None:
        if value and selector:
            self.read[name] = selector


def parse_page(
    content: bytes,
    *,
    url: str | None = None,
    source: NewsSite | None = None,
    content_type: str | None = None,
    fetched_on: date | None = None,
    is_watched: bool = True,
) -> ParsedPage:
    """The fields of one news page. Never raises for odd bytes: what could not be read is None and in `problems`.

    With a source its layout of `fetched_on` (default: the present one) is used, and the earlier ones where that one
    finds neither title nor text; without one the family is recognised from the page. With a source and `is_watched`
    also `shape` and `matched` are measured. The answer depends on the arguments only.
    """
    text, _ = decode_page(content, content_type)
    tree = PageTree(text)
    address = normal_address(url) if url else _own_address(tree)
    if source is None:
        recognised, _points = recognise_family(text, tree, address)
        return _parse(text, tree, Layout(family=recognised.name), address, None, fetched_on, is_watched=False)
    layout = source.layout_on(fetched_on)
    page = _parse(text, tree, layout, address, source, fetched_on, is_watched=is_watched)
    if page.is_article and page.fields_read.get("body") != "trafilatura":
        return page
    for earlier in reversed([other for other in source.layouts if other is not layout]):
        older = _parse(text, tree, earlier, address, source, fetched_on, is_watched=is_watched)
        if older.is_article and older.fields_read.get("body") != "trafilatura":
            return older
    return page


def _parse(
    text: str,
    tree: PageTree,
    layout: Layout,
    address: str | None,
    source: NewsSite | None,
    fetched_on: date | None,
    *,
    is_watched: bool,
) -> ParsedPage:
    page_family = family(layout.family)
    fields = {
        name: (*layout.fields.get(name, ()), *page_family.fields.get(name, ()))
        for name in (*page_family.fields, *layout.fields)
    }
    reading = _Reading()
    paragraphs, shape = _body(tree, page_family, layout, fields["body"], reading, is_watched=is_watched)
    blocked = None if paragraphs else block_reason(text)
    if not paragraphs and blocked is None:
        paragraphs = _body_elsewhere(text, tree, page_family, reading)
    kicker = _single(tree, "kicker", fields["kicker"], reading)
    title = _title(tree, fields["title"], fields["kicker"], kicker, source.agency if source else None, reading)
    lines = _without_repeats(paragraphs, title, kicker, tree.first(fields["lead"])[0])
    lead = _lead(tree, fields["lead"], lines, title, reading)
    body = "\n\n".join(lines)
    published = _published(tree, fields["published_at"], fetched_on, reading)
    canonical = _canonical(tree, address, page_family)
    code = _news_code(tree, fields["news_code"], address or canonical, page_family, reading)
    byline = _single(tree, "byline_source", fields.get("byline_source", ()), reading) or source_of(lines)
    section = _section(tree, fields["section"], reading)
    tags = _tags(tree, fields["tags"], reading)
    problems = _problems(title, body, published, reading)
    return ParsedPage(
        title=title,
        kicker=kicker,
        lead=lead,
        body=body,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        news_code=code,
        section=section,
        tags=tags,
        news_agency=source.agency if source else None,
        byline_source=byline,
        canonical_address=canonical,
        publisher_site=source.host.removeprefix("www.") if source else publisher_site(address or canonical),
        language=tree.language or _language(body),
        family=page_family.name,
        layout=layout.name,
        fields_read=reading.read,
        problems=problems,
        shape=shape,
        matched={name: tree.matching(selectors) for name, selectors in fields.items()} if is_watched else {},
        blocked_because=blocked,
    )


def _own_address(tree: PageTree) -> str | None:
    for selector in ("link:canonical", "meta:og:url", "meta:twitter:url", "jsonld:url"):
        for value in tree.values(selector):
            address = normal_address(value)
            if address and urlsplit(address).path not in {"", "/"}:
                return address
    return None


def _canonical(tree: PageTree, address: str | None, page_family: Family) -> str | None:
    """The page's canonical address; its own claim counts only on the same site, and a numbered address is enough."""
    own = _own_address(tree)
    if address is None:
        return canonical_address(own, page_family) if own else None
    if page_family.article_code(unquote(urlsplit(address).path)) or own is None:
        return canonical_address(address, page_family)
    mine, claimed = canonical_address(address, page_family), canonical_address(own, page_family)
    return claimed if host_of(claimed) == host_of(mine) else mine


def _title(
    tree: PageTree,
    selectors: Sequence[str],
    kickers: Sequence[str],
    kicker: str | None,
    agency: str | None,
    reading: _Reading,
) -> str | None:
    """The story's title. The name of the site, `agency`, is none."""
    named = ((value, by) for by in selectors for value in tree.own_values(by) if not _is_name(value, agency))
    value, selector = next(named, (None, None))
    if value is None:
        value, selector = next(iter(tree.values("title")), None), "title"
    if value and selector and (selector.startswith("meta:") or selector == "title"):
        value = _without_site_name(value, tree, agency)
    if value and _is_name(value, agency):
        value = None
    is_short = value is not None and len(value) < _SHORTEST_TITLE and (selector or "").split()[-1] == "h1"
    if value is None or is_short or (selector == "title" and not _is_shown(value, tree)):
        names = frozenset(filter(None, (kicker, agency, *tree.values("meta:og:site_name"))))
        node = tree.heading(shortest=_SHORTEST_TITLE, longest=_LONGEST_TITLE, apart_from=names)
        near = tidy(node.text(deep=True, separator=" ")) if node is not None else ""
        if near and not _is_name(near, agency):
            value, selector = near, _NEAR
    if value and kicker and value != kicker and value.startswith(kicker) and selector and tree.holds(selector, kickers):
        value = value.removeprefix(kicker).lstrip(" :؛/|-–—")
    reading.note("title", value, selector)
    return value


def _is_name(text: str, agency: str | None) -> bool:
    """True if the text is the name of the site's agency, alone or after words such as «پورتال»."""
    if agency is None:
        return False
    name, words = folded_line(agency), folded_line(text)
    return words.endswith(name) and (words == name or _SITE_WORDS.sub("", words, count=1) == name)


def _is_shown(title: str, tree: PageTree) -> bool:
    return folded_line(title) in folded_line(tree.text())


def _without_site_name(title: str, tree: PageTree, agency: str | None) -> str:
    """The title without « - site name» or «site name - », where that name is known or the page shows the title alone."""
    names = {folded_line(name) for name in (*tree.values("meta:og:site_name"), *tree.values("meta:publisher"))}
    parts = _TITLE_TAIL.split(title)
    if len(parts) < 2:
        return title
    tail = folded_line(parts[-1])
    head = title[: title.rfind(parts[-1])].rstrip(" |-–—»:")
    rest = title[title.find(parts[1], len(parts[0])) :]
    if _is_name(parts[-1], agency) or _is_name(parts[0], agency):
        return head if _is_name(parts[-1], agency) else rest
    if any(tail in name or name in tail for name in names if name):
        return head
    shown = folded_line(tree.text())
    if folded_line(title) in shown:
        return title
    whole = [part for part in (head, rest) if len(part) >= _SHORTEST_TITLE and folded_line(part) in shown]
    return tree.nearest(whole) if len(whole) > 1 else whole[0] if whole else title


def _single(tree: PageTree, name: str, selectors: Sequence[str], reading: _Reading) -> str | None:
    value, selector = tree.first(selectors)
    reading.note(name, value, selector)
    return value


def _body(
    tree: PageTree,
    page_family: Family,
    layout: Layout,
    selectors: Sequence[str],
    reading: _Reading,
    *,
    is_watched: bool,
) -> tuple[list[str], dict[str, float]]:
    """The paragraphs under the first selector that finds a text, and where the page's text lies; empty if none does."""
    parts, selector = tree.part(selectors)
    if selector is None:
        return [], {}
    drop, stop = (*layout.drop, *page_family.drop), (*layout.stop, *page_family.stop)
    html = "".join(part.html or "" for part in parts)
    lines = story_lines(read_body(html, drop=drop, stop=stop))
    if sum(map(len, lines)) < _SHORTEST_BODY:
        return [], {}
    reading.note("body", lines, selector)
    tree.settle(max(parts, key=lambda part: len(part.text(deep=True))))
    return lines, tree.shape(parts) if is_watched else {}


def _body_elsewhere(text: str, tree: PageTree, page_family: Family, reading: _Reading) -> list[str]:
    """The text where no selector finds it: the JSON-LD's, if it is more than a lead, else the one trafilatura finds.

    trafilatura is asked where the text is; the smallest element that holds what it found is then read as any body,
    which keeps every paragraph and line. If that element holds much more, trafilatura's own text is taken.
    """
    for value in tree.values("jsonld:articlebody"):
        if len(value) >= _SHORTEST_STRUCTURED_BODY:
            reading.note("body", value, "jsonld:articleBody")
            return story_lines([value])
    found = story_lines(_extracted(text))
    size = sum(map(len, found))
    if size < _SHORTEST_BODY:
        return []
    reading.note("body", found, "trafilatura")
    reading.problems.append("body_fallback")
    home = tree.home_of(found)
    if home is None:
        return found
    tree.settle(home)
    lines = story_lines(read_body(home.html or "", drop=page_family.drop, stop=page_family.stop))
    return lines if size * _SMALLEST_HOME <= sum(map(len, lines)) <= size * _LARGEST_HOME else found


def _extracted(text: str) -> list[str]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(_MARK_OPENED.findall(text)) - len(_MARK_CLOSED.findall(text)) > _MOST_OPEN_MARKS:
        text = _MARK_CLOSED.sub("", _MARK_OPENED.sub("", text))
    extracted = trafilatura.extract(
        text.replace(_ZWNJ, _ZWNJ_STAND_IN), include_comments=False, include_tables=True, favor_precision=True
    )
    written = (extracted or "").replace(_ZWNJ_STAND_IN, _ZWNJ)
    cells = (cell for line in written.splitlines() for cell in (line.split("|") if line.startswith("|") else (line,)))
    return [cell for cell in map(tidy, cells) if cell.strip("- ")]


def _without_repeats(paragraphs: list[str], *heads: str | None) -> list[str]:
    """The paragraphs without a title, kicker or lead repeated at their beginning."""
    known = {folded_line(head) for head in heads if head}
    lines = list(paragraphs)
    while lines and folded_line(lines[0]) in known and len(lines) > 1:
        lines.pop(0)
    return lines


def _lead(
    tree: PageTree, selectors: Sequence[str], lines: Sequence[str], title: str | None, reading: _Reading
) -> str | None:
    """The first lead that does not only repeat the title or, taken from a meta tag, the beginning of the text."""
    start = folded_line(" ".join(lines[:3]))
    for selector in selectors:
        lead = next(iter(tree.own_values(selector)), None)
        key = folded_line(lead or "").rstrip(".…[] ")
        if not lead or not key or key == folded_line(title or ""):
            continue
        is_meta = selector.startswith(("meta:", "jsonld:"))
        if is_meta and start and (start.startswith(key) or key.startswith(start)):
            continue
        reading.note("lead", lead, selector)
        return lead
    return None


def _published(
    tree: PageTree, selectors: Sequence[str], fetched_on: date | None, reading: _Reading
) -> Published | None:
    """The first readable date, made finer by a second place that tells the same day.

    Two different days are marked; of these one after the fetch gives way to one before it.
    """
    found: list[tuple[str, Published]] = []
    for selector in selectors:
        values = [value for value in tree.own_values(selector) if not value.startswith(_TODAY)][:3]
        published = next(filter(None, map(read_published, values)), None)
        if published is not None:
            found.append((selector, published))
        if len(found) == 2:
            break
    if not found:
        place, published = _LABEL, read_published(labelled_date(tree.text()) or "")
        if published is None:
            place, published = _NEAR, _date_nearby(tree)
        if published is None:
            return None
        found = [(place, published)]
    selector, best = found[0]
    if len(found) == 2:
        second = found[1][1]
        if _are_apart(best, second):
            reading.problems.append("dates_disagree")
            if fetched_on is not None and best.at.date() > fetched_on >= second.at.date():
                selector, best = found[1]
        elif best.precision == "day" and second.precision != "day" and second.at.date() == best.at.date():
            best = second
    if fetched_on is not None and best.at.date() > fetched_on + timedelta(days=2):
        reading.problems.append("date_in_future")
        return None
    if selector.startswith(("meta:", "jsonld:")):
        selector, best = _as_printed(tree, selectors, selector, best)
    reading.note("published_at", best, selector)
    return best


def _are_apart(one: Published, other: Published) -> bool:
    """True for instants more than a day apart; days without a clock may be neighbours, as UTC's and Tehran's are."""
    if "day" in {one.precision, other.precision}:
        return abs(other.at.date() - one.at.date()) > timedelta(days=1)
    return abs(other.at - one.at) > timedelta(days=1)


def _date_nearby(tree: PageTree) -> Published | None:
    """The date line nearest to the story's text; None if there is none, or as near another with another day."""
    nearest: tuple[int, Published] | None = None
    for rank, text in tree.small_texts():
        if nearest is not None and rank > nearest[0]:
            break
        published = None if text.startswith(_TODAY) else read_date_line(text)
        if published is None:
            continue
        if nearest is not None and published.at.date() != nearest[1].at.date():
            return None
        nearest = nearest or (rank, published)
    return nearest[1] if nearest else None


def _as_printed(tree: PageTree, selectors: Sequence[str], selector: str, best: Published) -> tuple[str, Published]:
    """The instant, or the printed one where the page's metadata give Tehran's clock as if it were UTC's.

    That is so if the two differ by exactly Tehran's offset.
    """
    if not any(_IN_UTC.search(to_ascii_digits(value)) for value in tree.values(selector)[:1]):
        return selector, best
    for place in selectors:
        if place.startswith(("meta:", "jsonld:")):
            continue
        printed = next(filter(None, (read_published(value) for value in tree.own_values(place)[:3])), None)
        if printed is not None and printed.precision != "day":
            is_shifted = best.at.replace(second=0) - printed.at.replace(second=0) == printed.at.utcoffset()
            return (place, printed) if is_shifted else (selector, best)
    return selector, best


def _news_code(
    tree: PageTree, selectors: Sequence[str], address: str | None, page_family: Family, reading: _Reading
) -> str | None:
    for selector in selectors:
        for value in tree.values(selector):
            digits = re.search(r"\d{3,}", to_ascii_digits(value))
            if digits:
                reading.note("news_code", digits, selector)
                return digits.group()
    code = page_family.article_code(unquote(urlsplit(address).path)) if address else None
    reading.note("news_code", code, "address")
    if code is None:
        code = labelled_code(tree.text())
        reading.note("news_code", code, _LABEL)
    if code is None and address and page_family.article_path is None:
        numbered = _NUMBERED_PATH.search(urlsplit(address).path)
        code = numbered.group("code") if numbered else None
        reading.note("news_code", code, "address")
    return code


def _section(tree: PageTree, selectors: Sequence[str], reading: _Reading) -> str | None:
    values, selector = tree.all(selectors)
    crumbs = [crumb for value in values for crumb in _CRUMB_MARKS.split(value)]
    kept = [crumb.strip(" :") for crumb in crumbs if crumb and folded_line(crumb).strip(" :") not in _EMPTY_CRUMBS]
    section = " > ".join(dict.fromkeys(kept)) or None
    reading.note("section", section, selector)
    return section


def _tags(tree: PageTree, selectors: Sequence[str], reading: _Reading) -> tuple[str, ...]:
    values, selector = tree.all(selectors)
    if selector and selector.startswith(("meta:", "jsonld:")):
        values = [part for value in values for part in _KEYWORD_MARKS.split(value)]
    tags = tuple(dict.fromkeys(tag for tag in (tidy(value).strip("#") for value in values) if tag))
    reading.note("tags", tags, selector)
    return tags


def _language(body: str) -> str | None:
    """`fa` for a text mostly in Arabic script, `en` for one in Latin; None without a text."""
    persian = sum(1 for character in body if "\u0600" <= character <= "\u06ff")
    latin = sum(1 for character in body if character.isascii() and character.isalpha())
    if not persian and not latin:
        return None
    return "fa" if persian >= latin else "en"


def _problems(title: str | None, body: str, published: Published | None, reading: _Reading) -> tuple[str, ...]:
    problems = list(reading.problems)
    if not title:
        problems.append("no_title")
    if not body:
        problems.append("no_body")
    if published is None:
        problems.append("no_date")
    if _has_broken_letters(f"{title or ''}\n{body}"):
        problems.append("broken_letters")
    return tuple(dict.fromkeys(problems))


def _has_broken_letters(text: str) -> bool:
    """True for replacement characters, mojibake, lost letters (????), or a text mostly of accented Latin letters."""
    if len(_BROKEN.findall(text)) > max(2, len(text) // 200):
        return True
    return len(_ACCENTED.findall(text)) > max(10, len(text) // 5)
