"""Sentences survive hard wraps, blank lines inside them, missing full stops; repeated ones are told."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.sentences import repeated_sentences, split_sentences

VOCABULARY = ["واحد", "تولید", "استان", "جلسه", "بررسی", "مشکل", "بانک", "مصوبه", "شرکت", "اداره", "کارخانه"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=40)

Growth = Callable[[Callable[[int], object], int, int, float], float]


def sentences(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in split_sentences(text)]


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_spans_are_in_order_apart_and_cover_every_letter(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(words) + "." for words in paragraphs)
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = set().union(*(range(s.start, s.end) for s in spans))
    assert all(i in kept for i, character in enumerate(text) if character.isalpha())


def test_a_hard_wrapped_text_reads_like_the_unwrapped_one() -> None:
    title = "عنوان کوتاه خبر"
    body = [
        "به گزارش روابط عمومی فرمانداری شهرستان نمونه، هفتمین جلسه ستاد تسهیل و رفع موانع تولید شهرستان "
        "به ریاست فرماندار و با حضور رؤسای ادارات در محل فرمانداری برگزار شد.",
        "در این جلسه مشکلات شش واحد تولیدی مطرح شد و پس از بحث و تبادل نظر سه مصوبه به شرح زیر به تصویب "
        "رسید و مقرر شد گزارش آن تا جلسه آینده ارائه شود.",
    ]
    wrapped = "\n\n".join([title, *("\n".join(textwrap.wrap(paragraph, 90)) for paragraph in body)])
    assert sentences(wrapped) == [title, *body]


def test_a_blank_line_inside_a_sentence_does_not_end_it() -> None:
    text = (
        "معاون هماهنگی امور اقتصادی استاندار دستاوردهای نخستین نشست منطقه‌ای را در جمع خبرنگاران تشریح کرد و\n\n"
        "گفت که برنامه‌های تازه‌ای برای همکاری میان استان‌های هم‌مرز در نظر گرفته شده است.\n\n"
        "وی پیشنهاد کرد موارد ضروری در این زمینه در دستور کار کمیته تخصصی روابط خارجی استان‌ها و وزارت\n\n"
        "کشور قرار گیرد."
    )
    assert len(sentences(text)) == 2


def test_a_missing_full_stop_at_a_line_end_ends_the_sentence() -> None:
    text = "عمده‌ترین مشکلات این واحدها شامل مسائل بانکی و سوخت بود\nدر این جلسه مشکل هر واحد اعلام شد و " + "ت" * 200
    assert len(sentences(text)) == 2


def test_he_added_begins_a_sentence_without_a_full_stop() -> None:
    text = "مشکلات واحدها به کارگروه ارسال می‌شود وی افزود دبیرخانه مصوبات را رصد خواهد کرد."
    assert sentences(text) == [
        "مشکلات واحدها به کارگروه ارسال می‌شود",
        "وی افزود دبیرخانه مصوبات را رصد خواهد کرد.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "رشد ۲.۵ درصدی تولید ثبت شد.",
        "فعالان صنعتی، معدنی، دانش بنیان و ...، این موضوعات را مطرح کردند.",
        "وزارت ص.م.ت اعلام کرد.",
        'وی گفت: "دستگاه‌ها باید پیشگام باشند. "',
    ],
)
def test_a_dot_that_ends_nothing(text: str) -> None:
    assert len(sentences(text)) == 1


def test_a_break_left_by_an_inline_link_is_no_end() -> None:
    assert sentences("به گزارش \nخبرگزاری نمونه\n، جلسه کارگروه برگزار شد.\n\nپایان") == [
        "به گزارش خبرگزاری نمونه ، جلسه کارگروه برگزار شد.",
        "پایان",
    ]


def test_repeated_sentences_point_to_the_first() -> None:
    first = "استاندار از تصویب میزهای مشترک کاری با استان‌های همسایه در سفر اخیر خبر داد"
    near = "استاندار از تصویب میزهای مشترک کاری با استان‌های همسایه در سفر اخیر خبر داده"
    other = "در این نشست مشکلات هفت واحد تولیدی بررسی شد"
    assert repeated_sentences([first, other, first, first.replace("خبر", "خبرها"), near]) == {2: 0, 3: 0, 4: 0}


@pytest.mark.parametrize("piece", ["ا", "۱", "و ", "(", ".", "\n", "الف.\n", "وی افزود ", "واژه‌ای تازه\n\n"])
def test_time_is_linear_in_the_text(piece: str, growth: Growth) -> None:
    def read(length: int) -> None:
        text = piece * (length // len(piece))
        repeated_sentences([text[s.start : s.end] for s in split_sentences(text)])

    assert growth(read, 20_000, 160_000, 8 * 4) < 8 * 4
