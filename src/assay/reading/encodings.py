"""Bytes to characters: byte-order mark, declaration, UTF-8, GB 18030, Big5, UTF-16; binary files
refused.

Not here: what kind of page the characters make (`page.py`).
"""

import re

import numpy as np
from numpy.typing import NDArray

from assay.errors import NotAnArticle
from assay.reading.traced import Traced

HEAD_BYTES = 4096
"""Where a declaration of the encoding must stand; HTML asks for the first 1024 bytes, mirrors are
sloppier."""

BINARY_CONTROL_SHARE = 0.02
"""Share of control characters above which bytes are no text; measured text pages have none."""

BROKEN_SHARE = 0.01
"""Share of broken bytes up to which a page still counts as UTF-8: mirrors cut characters in
half."""

READABLE_SHARE = 0.1
"""Share of printable ASCII and of the commonest Chinese characters from which bytes with NULs are
UTF-16 without a mark: Chinese news has about 0.2, a binary file read so has next to none."""

LEAST_COMMON = 0.05
"""Least share of the commonest characters among those beyond ASCII of a Chinese text; news has
0.2 to 0.3, another language read as Chinese next to none."""

MARGIN = 0.02
"""How much better the other Chinese encoding must fit than the declared one, or the first."""

_CHINESE = ("gb18030", "big5")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{2,20})""", re.I)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}
_KNOWN = re.compile(
    r"gb18030|big5(?:-?hkscs)?|windows-125[0-8]|cp125[0-8]|iso-?8859-\d{1,2}|latin-?1|koi8-[ru]"
    r"|shift_jis|euc-jp|euc-kr|us-ascii"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(0x80) if _CONTROL.match(chr(code)))
"""The same as bytes, of any encoding that holds ASCII."""

_COMMON_HAN = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们")
_COMMON_TRADITIONAL = frozenset("這為個國時來們說對會過後發經與學還動")


def decode(raw: bytes) -> Traced:
    """The page as characters, each with its byte offset; NotAnArticle if the bytes are no text."""
    return decoded(raw, *encoding_of(raw))


def declared_otherwise(raw: bytes, encoding: str) -> bool:
    """Whether the page declares another encoding than the one in which its bytes read."""
    if raw.isascii():
        return False
    name = _declared(raw)
    if name not in (*_CHINESE, "utf-8") and not _KNOWN.fullmatch(name):
        return False
    return name.removesuffix("-hkscs") != encoding and encoding in (*_CHINESE, "utf-8")


def decoded(raw: bytes, mark: int, encoding: str) -> Traced:
    """The page in an encoding, after so many bytes of a mark."""
    text, offsets = _characters(raw[mark:], encoding)
    if not encoding.startswith("utf-16") and len(raw.translate(None, _CONTROL_BYTES)) == len(raw):
        return Traced(text, offsets + mark if mark else offsets)
    if len(_CONTROL.findall(text)) > BINARY_CONTROL_SHARE * max(len(text), 1):
        raise _binary("mostly control characters")
    return Traced(_CONTROL.sub(" ", text), offsets + mark)


def _characters(body: bytes, encoding: str) -> tuple[str, NDArray[np.int64]]:
    """The text, broken bytes as U+FFFD, and where each character begins; one more at the end."""
    text = _strictly(body) if encoding == "utf-8" else None
    if text is not None:
        if len(text) == len(body):
            return text, np.arange(len(body) + 1, dtype=np.int64)
        begins = (np.frombuffer(body, dtype=np.uint8) & 0xC0) != 0x80
        return text, np.flatnonzero(np.append(begins, True))
    text = _tolerant(body, encoding)
    lengths = _byte_lengths(text, encoding)
    if int(lengths.sum()) != len(body):
        # A rare character has two byte forms in the old encodings: go one by one.
        text, lengths = _decode_slowly(body, encoding)
    offsets = np.zeros(len(text) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return re.sub("[\ud800-\udfff]", "\ufffd", text), offsets


def _strictly(body: bytes) -> str | None:
    """Decoded as UTF-8; None where a byte of it is broken."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _tolerant(body: bytes, encoding: str) -> str:
    """Decoded whatever comes, broken bytes told apart where the codec can."""
    try:
        return body.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:  # a broken sequence that holds an ASCII byte
        return body.decode(encoding, "replace")


def encoding_of(raw: bytes) -> tuple[int, str]:
    """Bytes of the mark to skip, and the encoding; NotAnArticle if the bytes are no text."""
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise _binary(name)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return len(mark), encoding
    if b"\x00" in raw:
        return 0, _utf16_without_mark(raw)
    if _decodes(raw, "utf-8"):
        return 0, "utf-8"
    name = _declared(raw)
    if _KNOWN.fullmatch(name) and name not in _CHINESE and _decodes(raw, name):
        return 0, name
    broken = len(re.findall("[\udc80-\udcff]", raw.decode("utf-8", "surrogateescape")))
    if broken <= BROKEN_SHARE * len(raw):
        return 0, "utf-8"
    chinese = _chinese(raw, name)
    return 0, chinese or ("windows-1252" if _decodes(raw, "windows-1252") else "utf-8")


def _declared(raw: bytes) -> str:
    """The encoding that the head of the page names; empty if none."""
    declared = _DECLARED.search(raw[:HEAD_BYTES])
    name = declared[1].decode("ascii").lower() if declared else ""
    return _ALIASES.get(name, name)


def _chinese(raw: bytes, declared: str) -> str | None:
    """The Chinese encoding in which the bytes read as Chinese; the declared one if both do.

    Declarations are wrong often enough, and the bytes of one decode in the other, to rare
    characters; a few bytes may be broken.
    """
    best, best_share = None, LEAST_COMMON
    for name in sorted(_CHINESE, key=lambda name: name != declared):
        text = _tolerant(raw, name)
        broken = len(re.findall("[\udc80-\udcff\ufffd]", text))
        share = commonness(text) if broken <= BROKEN_SHARE * len(raw) else 0.0
        if share > best_share:
            best, best_share = name, share + MARGIN
    return best


def _utf16_without_mark(raw: bytes) -> str:
    """The byte order in which it reads; a page cut off in the middle of a character still does."""
    texts = {name: raw.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")}
    best = max(texts, key=lambda name: _readable(texts[name]))
    if _readable(texts[best]) < READABLE_SHARE or "\ufffd" in texts[best][:-1]:
        raise _binary("NUL bytes")
    return best


def _readable(text: str) -> float:
    readable = sum("\x20" <= c <= "\x7e" or c in _COMMON_HAN for c in text)
    return readable / max(len(text), 1)


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def commonness(text: str) -> float:
    """Share of the commonest characters of Chinese: wrong decodings land on rare ones."""
    common = sum(c in _COMMON_HAN or c in _COMMON_TRADITIONAL for c in text)
    return common / max(sum(c > "\x7f" for c in text), 1)


def _byte_lengths(text: str, encoding: str) -> NDArray[np.int64]:
    """Bytes each character took."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    escaped = (points >= 0xDC80) & (points <= 0xDCFF)
    if encoding == "utf-8":
        sizes = 1 + (points >= 0x80) + (points >= 0x800).astype(np.int64) + (points >= 0x10000)
    elif encoding.startswith("utf-16"):
        sizes = 2 + 2 * (points >= 0x10000).astype(np.int64)
    else:
        distinct, inverse = np.unique(points, return_inverse=True)
        each = [len(chr(p).encode(encoding, "surrogateescape")) for p in distinct]
        sizes = np.array(each, dtype=np.int64)[inverse]
    return np.where(escaped, 1, sizes).astype(np.int64)


def _decode_slowly(body: bytes, encoding: str) -> tuple[str, NDArray[np.int64]]:
    """Byte by byte; linear, used only where the quick way does not add up."""
    import codecs

    decoder = codecs.getincrementaldecoder(encoding)("replace")
    characters: list[str] = []
    lengths: list[int] = []
    begun = 0
    for position in range(len(body)):
        new = decoder.decode(body[position : position + 1], position + 1 == len(body))
        for number, character in enumerate(new):
            characters.append(character)
            lengths.append(position + 1 - begun if number == 0 else 0)
            begun = position + 1
    return "".join(characters), np.array(lengths, dtype=np.int64)


def _binary(found: str) -> NotAnArticle:
    return NotAnArticle(
        "the page's bytes",
        found,
        "text or HTML in UTF-8, UTF-16, GB 18030 or Big5",
        "save the page as text or HTML and give that file",
    )
