"""The working group and its namesakes as an article names them."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.passages import ordinals_before, prose_index, without_filler
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface

# province, county, of the country
PROVINCE_WORD, _COUNTY_WORD, _COUNTRY_WORD = "استان", "شهرستان", "کشور"
# this
THIS: Final = "این"
# provinces, all over, the country: whose the groups are
_OF_ALL: Final = frozenset("استانها استانهای سراسر کشور".split())
# Words that may follow the short name of the body; a noun there makes it another body:
# province, county, in, with, to, from, that, (object), on, for, and, the, this, today, morning … verbs of holding
AFTER_BARE_NAME: Final = frozenset(
    "استان شهرستان در با به از که را بر برای و تا نیز هم این ان امروز دیروز صبح ظهر عصر شامگاه روز شنبه یکشنبه دوشنبه "
    "سهشنبه چهارشنبه پنجشنبه جمعه تشکیل برگزار بررسی مطرح است شد بود دارد کرد گفت پس ضمن تولید استانی هفته طی اعلام "
    "حل رفع رسیدگی تعیین اجرا اجرایی بازگشت دوباره قرار ارایه پیگیری ثبت حضور امد فرستاده ارسال معرفی مصوب اما ولی "
    "مورد حاضر درخصوص درباره پیرامون اظهار تاکنون نیست نبود امسال توسط همراه موظف مقرر خواستار "
    "خط احیا کارخانه کارخانهای واحد واحدی واحدها واحدهای پرونده پروندههای پروندهها "
    "همچنین انجام صورت یا خواهد خواهند باید داشت داشته داشتند داشتیم داشتید داشتهایم داشتهاید بوده بودند چه چقدر چگونه چیست "
    "هر همه بیشتر هیچ پارسال چند چندین همواره همیشه معمولا فردا دیشب شب هفتگی ماهانه خود ما شما نباید سبب باعث موجب منجر "
    "بیش حدود تنها فقط اکنون هنوز همچنان علیه همین چرا کجا بدون زیر ذیل طبق بنا مطابق یعنی مانند مثل نه اصلا ظرف حتی اگر وقتی "
    "داریم دارند دارم نداریم ندارد ندارند نداشت نداشته "
    "زمانی چون زیرا سپس موفق توانست توانسته توانستند توانستهاند توانستیم فعال".split()
)
# can, does, goes …: no noun begins so
_SAYS_WHAT_IT_DOES: Final = re.compile(
    r"ن?می ?(?:توان|شو|کن|ده|گیر|رس|پرداز|گوی|خواه|باش|ماند|رود|روند|بین|افت|ایستد|کوشد|سازد)"
)
# did, has done, gave, took …: «ستاد تسهیل خبر داد», «ستاد تسهیل تاکید کرد» say of the body what it did
_LIGHT_VERBS: Final = frozenset("کرد کرده کردند میکند میکنند داد داده دادند میدهد میدهند گرفت گرفته گرفتند".split())
# «کارگروه رفع موانع تولید مسکن», «ستاد رفع موانع تولید گندم»: what is to be produced makes it another body
_OF_ONE_PRODUCT: Final = re.compile(
    r" (?:و (?:عرضه|ساخت|توزیع|تامین) )?(?:انبوه )?(?:مسکن|مسکونی|محتوا|محتوای|علم|فیلم|سریال|کتاب|مثل|نسل|گندم|ارد|نان|گوشت|مرغ|تخم ?مرغ|"
    r"برنج|شیر|دارو|داروی|واکسن|بذر|نهال|خودرو|دانش(?! ?بنیان))\b"
)
_LABEL: Final = re.compile(r"[ «\"()\-–*•]*(?:استان )?")


class Bodies:
    """Which of the bodies named are the working group, which are others."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.ours: list[Hit] = []
        # «کارگروه‌های تسهیل»: those of all provinces
        self.plural = [
            hit
            for hit in surface.hits("bodies")
            if hit.value == "ours" or surface.word_after(hit.end) in _OF_ALL or self.is_bare(hit)
        ]
        self.others: list[Hit] = []
        self._labels: dict[int, str] | None = None
        # «ستاد تسهیل هرمزگان» once said, «ستاد تسهیل» alone is the same body whatever word follows.
        known = any(hit.value == "ours_if_bare" and self._is_placed(hit) for hit in surface.hits("body"))
        for hit in surface.hits("body"):
            if hit.value in ("ours", "after_session") and self._is_of_one_product(hit):
                self.others.append(Hit(hit.kind, "other", hit.start, hit.end))
                continue
            if hit.value == "after_session" and not self._is_a_session_of(hit):
                continue
            if hit.value in ("ours", "after_session") or (hit.value == "ours_if_bare" and (known or self.is_bare(hit))):
                (self.others if self._is_national(hit) else self.ours).append(hit)
            else:
                self.others.append(hit)
        if self.ours and self.others and all(hit.value == "ours_if_bare" for hit in self.ours) and not known:
            self._leave_to_the_longer_name()

    def _leave_to_the_longer_name(self) -> None:
        """«کارگروه تسهیل حمل و نقل دانش‌آموزان»: «کارگروه تسهیل» alone in the headline is the same one."""
        text = self.surface.text
        longer = {text[hit.start : hit.end] for hit in self.others if self._has_session_of_its_own(hit)}
        if longer:
            same = [hit for hit in self.ours if text[hit.start : hit.end] in longer]
            self.ours = [hit for hit in self.ours if hit not in same]
            self.others = sorted([*self.others, *same], key=lambda hit: hit.start)

    def _has_session_of_its_own(self, hit: Hit) -> bool:
        """«دومین جلسه کارگروه تسهیل حمل و نقل»; «دبیر ستاد تسهیل یادآور شد» tells of no session."""
        nouns = self.surface.hits_in(max(0, hit.start - 40), hit.start, "session")
        if hit.value != "ours_if_bare" or not nouns:
            return False
        return not without_filler(self.surface, nouns[-1].end, hit.start).strip(' «»"')

    def is_bare(self, hit: Hit) -> bool:
        """Whether nothing that makes it another body's name stands behind a name: «کارگروه تسهیل ازدواج»."""
        text = self.surface.text
        if hit.end >= self.surface.sentence_at(hit.start).end or text[hit.end] != " ":
            return True
        if not text[hit.end + 1].isalnum():
            return True
        following = self.surface.word_after(hit.end)
        if following in AFTER_BARE_NAME or following.isdigit() or _SAYS_WHAT_IT_DOES.match(following):
            return True
        if self.surface.numbers_in(hit.end + 1, hit.end + 2):
            return True
        if self.surface.hit_at(hit.end + 1, "present", "past", "subjunctive") is not None:
            return True
        return self._is_placed(hit) or self.surface.word_after(hit.end + 1 + len(following)) in _LIGHT_VERBS

    def _is_of_one_product(self, hit: Hit) -> bool:
        """«چهارمین جلسه کارگروه رفع موانع تولید مسکن»: a group for one product, not the one for production."""
        text = self.surface.text
        return text.endswith("تولید", hit.start, hit.end) and _OF_ONE_PRODUCT.match(text, hit.end) is not None

    def _is_a_session_of(self, hit: Hit) -> bool:
        """«بیست و یکمین جلسه تسهیل و رفع موانع تولید», «دهمین نشست رفع موانع تولید گیلان»: no word for the body."""
        surface = self.surface
        nouns = surface.hits_in(max(surface.sentence_at(hit.start).start, hit.start - 40), hit.start, "session")
        if not nouns or nouns[-1].value != "one" or without_filler(surface, nouns[-1].end, hit.start).strip(' «»"'):
            return False
        if surface.text.startswith("تسهیل", hit.start):
            return True
        placed = self._is_placed(hit) or surface.word_after(hit.end) in (PROVINCE_WORD, _COUNTY_WORD)
        return placed or bool(ordinals_before(surface, nouns[-1].start)[0])

    def _is_placed(self, hit: Hit) -> bool:
        """Whether a province or county stands right behind the name."""
        return self.surface.text[hit.end : hit.end + 1] == " " and bool(
            self.surface.names_in(hit.end, hit.end + 2, "province")
            or self.surface.hits_in(hit.end, hit.end + 2, "county")
        )

    def _is_national(self, hit: Hit) -> bool:
        return self.surface.word_after(hit.end) == _COUNTRY_WORD

    def level(self, hit: Hit) -> tuple[str | None, int]:
        """province, county or None as the words behind the name say, and where they end."""
        surface, end = self.surface, hit.end
        if end >= surface.sentence_at(hit.start).end:  # a title ends with the name
            return None, end
        word = surface.word_after(end)
        if word == THIS and surface.text[end : end + 1] == " ":  # «کارگروه تسهیل این شهرستان»
            end = surface.words[surface.word_index(end)][1]
            word = surface.word_after(end)
        if hit.value.startswith("ours") and surface.text[hit.start : end].startswith(("کارگروه استانی", "ستاد استانی")):
            return "province", end
        level: str | None = None
        if word in (PROVINCE_WORD, _COUNTY_WORD) and surface.text[end : end + 1] == " ":
            level = "province" if word == PROVINCE_WORD else "county"
            end = surface.words[surface.word_index(end)][1]
        provinces = surface.names_in(end, end + 2, "province")
        counties = surface.hits_in(end, end + 2, "county")
        if level != "county" and provinces:
            return "province", provinces[0].end
        if counties:
            return level or "county", counties[0].end
        return level, end

    def labelled_place(self, place: int) -> str | None:
        """The province whose name and a colon open the paragraph, where several paragraphs open so: a round-up."""
        if self._labels is None:
            labels = self._paragraph_labels()
            self._labels = labels if len(set(labels.values())) > 1 else {}
        return self._labels.get(self.surface.sentence_at(place).paragraph) if self._labels else None

    def _paragraph_labels(self) -> dict[int, str]:
        """Paragraph → the province that opens it as a label."""
        surface = self.surface
        labels: dict[int, str] = {}
        for name in surface.names:
            if name.kind != "province" or not surface.text[name.end : name.end + 2].lstrip().startswith(":"):
                continue
            sentence = surface.sentence_at(name.start)
            opens = sentence.index == 0 or surface.sentences[sentence.index - 1].paragraph != sentence.paragraph
            if opens and _LABEL.fullmatch(surface.text, sentence.start, name.start):
                labels[sentence.paragraph] = name.id
        return labels


def is_only_addressed(surface: Surface, bodies: Bodies) -> bool:
    """«از کارگروه تسهیل خواست …», «با کارگروه تسهیل همکاری دارد»: the group is spoken to, nothing is told of it."""
    for hit in bodies.ours:
        before = surface.word_before(hit.start)
        asked = before == "از" and _ASKED_OF.match(surface.text, hit.end) is not None
        came = before == "به" and _CAME_TO.match(surface.text, hit.end) is not None
        if came or (before not in _TO_OR_WITH and not asked):
            return False
    return bool(bodies.ours)


# to, with
_TO_OR_WITH: Final = frozenset(("به", "با"))
_CAME_TO: Final = re.compile(r"(?: [^ ،.؛:]+){0,5}? (?:امد|امدند|امده|امدهاند|مراجعه|معرفی|ارجاع|رسید|رسیده)\b")
_ASKED_OF: Final = re.compile(r"(?: [^ ،.؛:]+){0,4}? (?:خواست|خواستند|میخواهیم|میخواهم|انتظار|درخواست)\b")


def is_about_the_group(surface: Surface, bodies: Bodies) -> bool:
    """Whether an article without an event tells first of what the working group's resolutions did."""
    if not bodies.ours or (bodies.others and bodies.others[0].start < bodies.ours[0].start):
        return False
    return prose_index(surface, bodies.ours[0].start) <= 1 and not is_only_addressed(surface, bodies)


def names_body(surface: Surface, bodies: Bodies, hit: Hit) -> bool:
    """Whether the group is named right behind the word."""
    return any(0 <= body.start - hit.end < 30 for body in bodies.ours)
