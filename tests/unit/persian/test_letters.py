import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.persian.letters import SkeletonText, clean_display, clean_displays, fold_letters, places_of, skeleton

PERSIAN_TEXT = st.text(
    alphabet=st.sampled_from("ابپتشکگیيكىةۀأإآؤئءهوم‌ \u00a0\n\t\u200f\u200e\ufeff\u0640۱۲٣4،.-()/aB\u064b\ufefb\ufdf2"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("كارگاه يزدي", "کارگاه یزدی"),
        ("دى ماه", "دی ماه"),
        ("دايرة", "دایره"),
        ("خانۀ", "خانه"),
        ("مصـــوبه", "مصوبه"),
        ("\u200fنام\u200e\ufeff", "نام"),
        ("تأمین و مسئول و مؤسسه", "تأمین و مسئول و مؤسسه"),
        ("شهرک\u200cهای ۱۲", "شهرک\u200cهای ۱۲"),
        ("ﺑﺎﻧﻚ ﻻله", "بانک لاله"),
    ],
)
def test_letters_are_folded_for_display(written: str, folded: str) -> None:
    assert fold_letters(written) == folded


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  نام \u00a0 واحد\r\n تولیدی ", "نام واحد تولیدی"),
        ("شهرک\u200cهای صنعتی", "شهرک\u200cهای صنعتی"),
        ("شرکت\u200c نمونه\u200c", "شرکت نمونه"),
        ("", ""),
    ],
)
def test_display_text_has_single_spaces(written: str, shown: str) -> None:
    assert clean_display(written) == shown


@pytest.mark.parametrize(
    "variant", ["تأمین‌اجتماعی ۱", "تامين اجتماعي 1", "تامیناجتماعی١", "تأمين \u200f اجتماعی ۱", "تاميـن اجتماعی 1"]
)
def test_variants_share_a_squeezed_skeleton(variant: str) -> None:
    assert skeleton(variant, spaces=False) == "تامیناجتماعی1"


@pytest.mark.parametrize(
    "written", ["بیمه‌ی کارگران", "بیمه ی کارگران", "بيمه‌ي كارگران", "بیمۀ کارگران", "بیمهٔ کارگران"]
)
def test_an_ezafe_after_he_is_no_letter(written: str) -> None:
    text = SkeletonText(written)
    assert text.text == "بیمه کارگران"
    assert written[slice(*text.span(5, 12))] == written[-7:]


def test_a_yeh_that_is_a_word_or_an_ending_stays() -> None:
    assert skeleton("خانه‌یی، خانه یک") == "خانهیی، خانه یک"


def test_skeleton_drops_punctuation_on_request() -> None:
    assert skeleton("صنعت، معدن (و) تجارت!", punctuation=False) == "صنعت معدن و تجارت"
    assert skeleton("آ.شرقی", spaces=False, punctuation=False) == "اشرقی"


@given(PERSIAN_TEXT)
@example("\u200c\u200c4")
@example("الف \u200c\u200cب")
@example("ۀ ى")
@example("ه ی ی.")
@example("ه\u064b \u200c\u0640ی\u200c.")
@example("\ufdf2 ئ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_letters(fold_letters(text)) == fold_letters(text)
    assert clean_display(clean_display(text)) == clean_display(text)
    assert skeleton(skeleton(text)) == skeleton(text)


@given(PERSIAN_TEXT)
def test_offsets_lead_back_to_the_original(text: str) -> None:
    folded = SkeletonText(text)
    origins = [folded.origin(index) for index in range(len(folded) + 1)]
    assert origins == sorted(origins)
    for index, character in enumerate(folded.text):
        original = text[folded.origin(index)]
        if character == " ":
            assert original.isspace()
        else:
            assert character in SkeletonText(original).text
        assert folded.origin(index) < folded.end_origin(index + 1) <= len(text)


@given(PERSIAN_TEXT)
def test_a_skeleton_has_single_inner_spaces(text: str) -> None:
    folded = SkeletonText(text).text
    assert "  " not in folded
    assert folded == folded.strip()
    assert "\u200c" not in folded


def test_a_span_of_the_skeleton_is_what_was_written() -> None:
    text = "شركت  شهرك\u200cهاي\n صنعتي"
    folded = SkeletonText(text)
    start = folded.text.index("شهرکهای")
    first, last = folded.span(start, start + len("شهرکهای صنعتی"))
    assert text[first:last] == "شهرك\u200cهاي\n صنعتي"


def test_an_empty_text_has_an_empty_skeleton() -> None:
    folded = SkeletonText(" \u200c\n")
    assert folded.text == ""
    assert folded.origin(0) == folded.end_origin(0) == 0


@pytest.mark.parametrize(
    ("written", "plain"),
    [("مسﺌول", "مسئول"), ("ﺃصل", "أصل"), ("ﺁذر", "آذر"), ("ﻵن", "لآن"), ("دﻗﻴﻘﺎﹰ", "دقیقاً")],
)
def test_a_presentation_form_of_a_letter_with_hamza_has_the_skeleton_of_the_letter(written: str, plain: str) -> None:
    assert skeleton(written) == skeleton(plain)
    assert SkeletonText(written).text == SkeletonText(plain).text


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0xFEFF), max_size=60))
@example("".join(map(chr, (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)))))
def test_what_is_folded_folds_to_itself(text: str) -> None:
    assert fold_letters(fold_letters(text)) == fold_letters(text)
    assert skeleton(skeleton(text)) == skeleton(text)
    assert len(SkeletonText(text).origins) == len(SkeletonText(text).text) + 1


@given(st.lists(st.text(alphabet="واحد تولیدي ك‌\n\t 　\u200c\u2028۱٢3a()\u0640ﻻﷲ", max_size=12)))
@example([])
@example([""])
@example(["الف\u200c", "\u200cب"])
def test_texts_are_shown_together_as_one_by_one(texts: list[str]) -> None:
    assert clean_displays(texts) == [clean_display(text) for text in texts]


@given(st.text(alphabet="aab", max_size=12), st.sampled_from(["a", "aa", "ab"]))
def test_a_sign_is_found_wherever_it_stands(text: str, sign: str) -> None:
    assert list(places_of(sign, text)) == [at for at in range(len(text)) if text.startswith(sign, at)]
