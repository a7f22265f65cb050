import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingestion.news.duplicates import StoryIndex, band_keys, is_same_story, signature, similarity, text_sha256

RELEASE = (
    "به گزارش روابط عمومی استانداری، دوازدهمین جلسه کارگروه تسهیل و رفع موانع تولید استان با حضور مدیران دستگاه‌های "
    "اجرایی برگزار شد. در این جلسه مشکلات ۷ واحد تولیدی شامل ۴ واحد صنعتی و ۳ واحد کشاورزی بررسی شد و ۱۴ مصوبه به تصویب "
    "رسید. معاون استاندار گفت: بانک‌های عامل باید ظرف دو هفته درباره امهال بدهی کارخانه نساجی تصمیم بگیرند و نتیجه را به "
    "دبیرخانه اعلام کنند. وی افزود: شرکت گاز نیز مکلف شد افزایش ظرفیت ایستگاه شهرک صنعتی را تا پایان ماه در برنامه قرار "
    "دهد. در پایان مقرر شد گزارش اجرای مصوبات هر ماه در جلسه کارگروه خوانده شود تا کاری بر زمین نماند. همچنین سازمان تأمین "
    "اجتماعی موظف شد پرونده تقسیط حق بیمه سه واحد را پیش از جلسه آینده تعیین تکلیف کند و نتیجه را کتبی گزارش دهد."
)
AT = datetime(2025, 9, 20, 8, tzinfo=UTC)


def copies() -> dict[str, str]:
    sentences = RELEASE.split(". ")
    return {
        "typing": RELEASE.replace("ی", "ي").replace("ک", "ك").replace("\u200c", " "),
        "own lead": "خبرنگار ما از مرکز استان گزارش می‌دهد که جلسه‌ای تازه در استانداری تشکیل شد. " + RELEASE,
        "cut tail": ". ".join(sentences[:-2]),
        "few words": RELEASE.replace("گفت", "اظهار داشت").replace("افزود", "ادامه داد").replace("کارخانه", "شرکت"),
        "paragraphs": "\n\n".join(sentences),
    }


@pytest.mark.parametrize("kind", copies())
def test_copies_of_a_release_are_one_story(kind: str) -> None:
    copy = signature(copies()[kind])
    assert is_same_story(signature(RELEASE), copy)
    assert set(band_keys(signature(RELEASE))) & set(band_keys(copy))


def test_a_form_letter_with_other_figures_is_another_story() -> None:
    other = RELEASE.replace("۷", "۱۱").replace("۴ واحد", "۶ واحد").replace("۳ واحد", "۵ واحد").replace("۱۴", "۲۲")
    assert similarity(signature(RELEASE), signature(other)) > 0.5
    assert not is_same_story(signature(RELEASE), signature(other))


def test_other_texts_are_other_stories() -> None:
    other = "تیم والیبال استان در هفته دوم لیگ برتر سه بر یک از سد حریف گذشت و با نه امتیاز در رده چهارم جدول ایستاد و هفته آینده میهمان است."
    assert similarity(signature(RELEASE), signature(other)) < 0.1
    assert not is_same_story(signature(RELEASE), signature(other))


def test_short_texts_match_nothing() -> None:
    assert signature("ویدیو ببینید") == ""
    assert band_keys("") == []
    assert not is_same_story("", "")


def test_text_hash_sees_through_typing() -> None:
    assert text_sha256(RELEASE) == text_sha256(copies()["typing"].replace(" های", "های"))
    assert text_sha256(RELEASE) == text_sha256(copies()["paragraphs"])
    assert text_sha256(RELEASE) != text_sha256(copies()["few words"])


def test_twelve_sites_are_one_story_night_after_night() -> None:
    index = StoryIndex()
    texts = [RELEASE, *copies().values()]
    first_night = [index.place(f"a{n}", signature(text), AT) for n, text in enumerate(texts)]
    assert set(first_night) == {"a0"}
    later = StoryIndex()
    for n, text in enumerate(texts):
        later.add(f"a{n}", "a0", signature(text), AT)
    assert later.place("b", signature(texts[3]), AT + timedelta(days=1)) == "a0"
    assert later.place("c", signature(RELEASE), AT + timedelta(days=40)) == "c"


def test_real_texts(corpus: Path) -> None:
    """Unrelated real texts never fall together; the one release that two agencies carried does; edited copies do."""
    rows = [
        json.loads(line)
        for name in ("on_topic", "negatives")
        for line in (corpus / "real" / "texts" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    texts = {row["id"]: row["text"] for row in rows if len(row["text"]) > 300}
    signatures = {key: signature(text) for key, text in texts.items()}
    same = {(a, b) for a in texts for b in texts if a < b and is_same_story(signatures[a], signatures[b])}
    assert same == {("neg-028", "neg-049")}
    chance = random.Random(7)
    caught = 0
    for key, text in texts.items():
        words = text.split()
        edited = [word if chance.random() > 0.06 else chance.choice(words) for word in words[: int(len(words) * 0.85)]]
        caught += is_same_story(signatures[key], signature(" ".join(edited)))
    assert caught / len(texts) >= 0.95
