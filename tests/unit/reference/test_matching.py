from ingestion.persian.letters import SkeletonText
from ingestion.reference.matching import LINE_BREAK, PhraseMatcher, SqueezedText


def found(matcher: PhraseMatcher[str], text: str) -> list[str]:
    folded = SkeletonText(text)
    return [item.payload[0] for item in matcher.find(folded)]


def test_whole_words_only() -> None:
    matcher = PhraseMatcher([("قم", "city")])
    assert found(matcher, "قم، رقم، قمر و قم") == ["city", "city"]


def test_the_longest_phrase_wins() -> None:
    matcher = PhraseMatcher([("بانک", "bank"), ("بانک ملی", "melli"), ("ملی", "national")])
    assert found(matcher, "بانک ملی و بانک و ملی") == ["melli", "bank", "national"]


def test_spaces_and_joiners_do_not_matter() -> None:
    matcher = PhraseMatcher([("آب منطقه‌ای", "water")])
    assert all(found(matcher, text) for text in ("آب منطقه ای", "آبمنطقهای", "اب منطقه\u200cاي", "آب\nمنطقه‌ای"))


def test_marks_are_allowed_where_the_phrase_has_them() -> None:
    matcher = PhraseMatcher([("صنعت، معدن و تجارت", "ministry"), ("مدیرکل صنعت معدن و تجارت", "head")])
    assert found(matcher, "صنعت، معدن و تجارت") == ["ministry"]
    assert found(matcher, "صنعت معدن و تجارت") == ["ministry"]
    assert found(matcher, "مدیرکل صنعت، معدن و تجارت") == ["head"]
    assert found(matcher, "صنعت معدن. و تجارت") == []
    assert found(matcher, f"صنعت{LINE_BREAK}معدن و تجارت") == ["ministry"]


def test_a_glued_and_is_no_part_of_a_word() -> None:
    matcher = PhraseMatcher([("انرژی", "energy"), ("ام", "none")])
    assert found(matcher, "سوخت وانرژی و وام") == ["energy"]


def test_plural_endings_on_request() -> None:
    assert found(PhraseMatcher([("وام", "loan")], plural=True), "وام‌ها و وام های و وامدار") == ["loan", "loan"]
    assert found(PhraseMatcher([("وام", "loan")]), "وام‌ها") == []


def test_an_empty_matcher_finds_nothing() -> None:
    matcher: PhraseMatcher[str] = PhraseMatcher([])
    assert found(matcher, "هر چیز") == []
    assert matcher.whole("هر چیز") == []


def test_words_beside_a_letter() -> None:
    text = SqueezedText("از اداره، گاز")  # letters 0-1, 2-6 and 7-9
    assert [text.word_from(letter) for letter in (0, 2, 7, 10)] == ["از", "اداره", "گاز", ""]
    assert [text.word_before(letter) for letter in (0, 2, 7, 10)] == ["", "از", "اداره", "گاز"]
    assert text.word_from(3) == "گاز"
    assert text.word_before(3) == "اداره"
