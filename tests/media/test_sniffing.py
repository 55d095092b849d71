"""What a file is, by its bytes."""

import pytest

from app.media.sniffing import SHOWN, served_type, shape_of, sniff

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40


@pytest.mark.parametrize(
    ("head", "kind", "shape"),
    [
        (PNG, "image/png", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40, "image/jpeg", "image"),
        (b"\xff\xd8\xff\xdb" + b"\0" * 40, "image/jpeg", "image"),
        (b"GIF89a" + b"\0" * 40, "image/gif", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 40, "image/webp", "image"),
        (b"\0\0\0\x20ftypavif" + b"\0" * 40, "image/avif", "image"),
        (b"ID3\x03" + b"\0" * 40, "audio/mpeg", "audio"),
        (b"\xff\xfb\x90\x64" + b"\0" * 40, "audio/mpeg", "audio"),
        (b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 40, "audio/wav", "audio"),
        (b"OggS\0\x02" + b"\0" * 22 + b"\x01\x13OpusHead", "audio/ogg", "audio"),
        (b"fLaC" + b"\0" * 40, "audio/flac", "audio"),
        (b"\0\0\0\x20ftypM4A " + b"\0" * 40, "audio/mp4", "audio"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 40, "video/mp4", "video"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm", "video/webm", "video"),
        (b"%PDF-1.7\n" + b"x" * 40, "application/pdf", "file"),
        (b"PK\x03\x04" + b"\0" * 40, "application/zip", "file"),
        (b'{"a": 1}', "application/json", "file"),
        (b"hello", "text/plain", "file"),
        ("привет".encode(), "text/plain", "file"),
        ("п".encode() * 4096 + b"\xd0", "text/plain", "file"),
        (b"\0\1\2\3" * 10, "application/octet-stream", "file"),
        (b"\xfd\xfc\xfb\xfa", "application/octet-stream", "file"),
    ],
)
def test_the_first_bytes_tell_what_it_is(head, kind, shape):
    assert (sniff(head), shape_of(sniff(head))) == (kind, shape)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html><script>alert(1)</script>",
        b"<html><body onload=alert(1)>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\n\n <script>alert(1)</script>",
        b"\xef\xbb\xbf<script>alert(1)</script>",
        b"alert(1)",
        b"import os\ndef f(): pass\n",
        b"#!/bin/sh\nrm -rf /\n",
        b"MZ" + b"\0" * 60,
        b"%PDF-1.7 <script>",
        b"\x7fELF" + b"\0" * 60,
    ],
)
def test_nothing_that_could_run_is_shown_in_a_page(head):
    assert sniff(head) not in SHOWN
    assert served_type(sniff(head)).split(";")[0] in {
        "application/octet-stream",
        "application/pdf",
        "text/plain",
    }


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "made/up"]
)
def test_what_a_browser_could_run_goes_out_as_bytes(kind):
    assert served_type(kind) == "application/octet-stream"
