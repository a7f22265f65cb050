import codecs

import pytest

from ingestion.errors import PeygirError
from ingestion.news.article import read_article
from ingestion.news.layouts.decoding import decode_page

TEXT = "<html><head>{}</head><body>جلسه کارگروه تسهیل پیگیری شد گچ پژ</body></html>"


@pytest.mark.parametrize(
    "declared", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">', '<meta charset="windows-1256">']
)
def test_utf8_is_utf8_whatever_is_declared(declared: str) -> None:
    page = TEXT.format(declared)
    assert decode_page(page.encode(), "text/html; charset=windows-1256") == (page, "utf-8")


@pytest.mark.parametrize(
    "content_type", [None, "text/html", "text/html; charset=windows-1256", "text/html; charset=utf-8"]
)
def test_windows_1256_by_header_meta_or_bytes(content_type: str | None) -> None:
    page = TEXT.format("").replace("ی", "ي")
    assert decode_page(page.encode("windows-1256"), content_type) == (page, "windows-1256")


def test_a_meta_charset_is_used() -> None:
    page = TEXT.format('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">')
    page = (
        page.replace("گ", "ك").replace("پ", "ب").replace("چ", "ج").replace("ژ", "ز").replace("ی", "ي").replace("ک", "ك")
    )
    assert decode_page(page.encode("iso-8859-6"))[0] == page


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_byte_order_marks(mark: bytes) -> None:
    charset = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}[mark]
    page = TEXT.format("")
    assert decode_page(mark + page.encode(charset))[0] == page


def test_a_last_character_cut_off_or_one_broken_byte_keeps_utf8() -> None:
    page = TEXT.format("") * 20
    assert decode_page(page.encode()[:-9])[1] == "utf-8"
    cut = "جلسه کارگروه " * 30
    assert decode_page(cut.encode()[:-2])[1] == "utf-8"
    broken = page.encode().replace("پ".encode(), b"\xd9", 1)
    assert decode_page(broken)[1] == "utf-8"


def test_unknown_charsets_do_no_harm() -> None:
    assert decode_page(b"plain", "text/html; charset=x-unheard-of") == ("plain", "utf-8")


@pytest.mark.parametrize(("content", "what"), [
    (b"PK\x03\x04\x14\x00", "a workbook or another packed file"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an Office file"), (b"%PDF-1.7\n", "a PDF file"),
])  # fmt: skip
def test_a_file_that_holds_no_text_is_named_for_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(PeygirError) as failure:
        read_article(content, file_name="1404-06.xlsx")
    assert failure.value.sentence == (
        f"1404-06.xlsx: {what} is no article; save the article as a page (.html) or as a text in UTF-8; "
        "a workbook is read by `peygir workbook read`"
    )
