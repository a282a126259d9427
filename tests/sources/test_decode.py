"""Bytes that people really have: marks, widths, code pages, and files that are no text."""

import codecs

import pytest

from claimlint.model.finding import InputError
from claimlint.sources.decode import decode, load

CHINESE = "2024年该市场规模为107亿美元，预计2029年将增至2,065亿美元。\r\n年复合增长率达80.7%。\n"


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + CHINESE.encode("utf-32-le"),
        CHINESE.encode("gb18030"),
        CHINESE.encode("gbk"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
def test_the_text_is_the_same_and_line_breaks_stay(data):
    assert decode("r.txt", data) == CHINESE


def test_gb18030_beyond_gbk():
    text = "营业收入为100亿元，" * 5 + "𠀀"
    assert decode("r.txt", text.encode("gb18030")) == text


def test_western_code_pages_are_not_taken_for_chinese():
    text = "Le chiffre d'affaires a été de 12 milliards d'euros, en hausse de 5 % par rapport à l'année passée. " * 4
    read = decode("r.txt", text.encode("cp1252"))
    assert "12 milliards d'euros" in read  # which Western page it is cannot always be told
    assert not any("\u4e00" <= char <= "\u9fff" for char in read)


def test_an_empty_file_is_fine():
    assert decode("r.txt", b"") == ""
    assert decode("r.txt", codecs.BOM_UTF8) == ""


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"%PDF-1.7 \x00\x01", "pdftotext"),
        (b"PK\x03\x04\x14\x00", "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b"\x89PNG\r\n\x1a\n\x00", "image"),
        (b"revenue\x00 grew", "NUL"),
        ("营收".encode("utf-16-le") + b"\x00a", "NUL"),
        (b"a\nrevenue \x01 grew", "control character U+0001"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "UTF-16"),
    ],
)
def test_what_is_no_text_gets_one_line_with_a_hint(data, hint):
    with pytest.raises(InputError) as caught:
        decode("r.bin", data)
    message = str(caught.value)
    assert message.startswith("r.bin:")
    assert hint in message
    assert "\n" not in message


def test_a_control_character_is_located():
    with pytest.raises(InputError) as caught:
        decode("r.txt", b"one\ntwo \x02")
    assert (caught.value.failure.line, caught.value.failure.column) == (2, 5)


def test_damaged_utf8_is_refused_at_its_line_and_not_guessed():
    data = CHINESE.encode() + b"x\xff\n" + CHINESE.encode()
    with pytest.raises(InputError) as caught:
        decode("r.txt", data)
    assert caught.value.failure.line == 3
    assert "0xFF" in caught.value.failure.message


def test_missing_file_folder_and_odd_name(tmp_path):
    for path, hint in [(tmp_path / "none.md", "no such file"), (tmp_path, "directory"), ("a\x00b", "cannot be read")]:
        with pytest.raises(InputError, match=hint):
            load(str(path))
