"""Puts in order whom a page's head names: authors without titles and houses, a site by its name.

Not here: where the head says it (`names.py`), bylines in the lines (`metadata.py`).
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from assay.reading.limits import MAX_NAME_CHARACTERS

_SPLIT = re.compile(r"\s*;\s*")
_ROLE = re.compile(
    r"\b(?:writers?|editors?|reporters?|correspondents?|staff|contributors?|columnists?|producers?"
    r"|analysts?|bureau|media|news|business|team|desk|press|magazine|editor-at-large)\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:[A-Z]{2,5}|Ph\.?\s?D|[MJ]\.?D|M\.?Sc|MBA)\.?")
_INITIAL = re.compile(r"(?<=\s)([A-Z])(?=\s[A-Z])")
_BY = re.compile(
    r"(?:(?:analysis|opinion|words|text|written|story|reported)\s)?by\s", re.IGNORECASE
)
_PROFILE = re.compile(
    r"/(?:authors?|people|person|staff|profiles?|contributors?|autoren|by)/"
    r"([a-z]{2,20}(?:-[a-z]{1,20}){1,3})/?$"
)
_MARKS = re.compile(r"[©ⓒ®™]|\([cC]\)|^[Cc]opyright\b|(?:19|20)\d\d")
_EDGES = " \t_|-–—:,.@·•"
LEAST_BRAND = 4
"""Letters from which a declared site is a name and no abbreviation of a section."""


def authors_in_order(told: str, site: str | None) -> str | None:
    """The authors of a declared list "A; B" without titles, degrees and the house itself; None if
    nobody is left. One name alone is kept, whatever it is."""
    parts = [_as_written(part) for part in _SPLIT.split(told) if part.strip()]
    persons = [part for part in parts if not _is_no_person(part, site)]
    kept = persons or parts[:1]
    several = [part for part in kept if " " in part]
    # beside full names one word is a login or a house
    kept = several or kept
    longest = [one for one in kept if not any(_is_short_for(one, other) for other in kept)]
    return "; ".join(longest)[:MAX_NAME_CHARACTERS] or None


def _as_written(name: str) -> str:
    """A name with the dots behind its initials, and not all in capitals."""
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    words = name.split()
    spelt = [word for word in words if word != "and"]
    if sum(len(word) > 1 for word in spelt) > 1 and all(map(str.isupper, spelt)):
        name = " ".join(word if word == "and" else word.title() for word in words)
    return _INITIAL.sub(r"\1.", " ".join(name.split()))


def _is_no_person(part: str, site: str | None) -> bool:
    if _DEGREE.fullmatch(part) or _ROLE.search(part):
        return True
    return site is not None and f"{part.casefold()} ".startswith(f"{site.casefold()} ")


def _is_short_for(one: str, other: str) -> bool:
    """Whether a name is another one with a name left out."""
    return one != other and set(one.split()) < set(other.split())


def author_of_profile(addresses: Iterable[str]) -> str | None:
    """The name in the address of an author's page, /author/first-last; None if none has one."""
    for address in addresses:
        match = _PROFILE.search(address.strip())
        if match:
            return match[1].replace("-", " ").title()
    return None


def site_in_order(told: str, brand: str, handle: str, behind_title: str) -> str | None:
    """The site's name, without signs of copyright and mottoes.

    `told` is what the library made of the head; `brand` how the page calls its site, `handle` its
    account, `behind_title` what stands behind the headline in its title. A brand comes before the
    house that linked data names, a name behind the headline before an account.
    """
    if "//" not in brand and _is_brand(_plain(brand)):
        return _plain(brand)
    site = _plain(told) or _plain(brand)
    if handle and site.casefold() == handle.strip("@ ").casefold() and behind_title:
        return behind_title
    if site.isascii() and site.islower() and site.isalpha():
        site = site.upper() if len(site) < LEAST_BRAND else site.title()
    return site or None


def _plain(name: str) -> str:
    """The first of several parts, without signs around it; of an address its host."""
    name = _MARKS.sub(" ", name).strip(_EDGES)
    name = " ".join(re.split(r"\s[|｜–—]\s|[|｜]", name)[0].split()).strip(_EDGES)
    return (urlsplit(name).hostname or "").removeprefix("www.") if "//" in name else name


def _is_brand(name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    if not name.isascii():
        return letters > 1
    return letters >= LEAST_BRAND and not name.islower()


def headline_in(title: str, headings: Iterable[str]) -> str:
    """The heading of the page that the title consists of, less what stands before or behind it."""
    for heading in headings:
        rest = title.replace(heading, "\n", 1) if len(heading) > len(title) // 4 else title
        before, found, behind = rest.partition("\n")
        if found and (before[-1:] or " ") in _SEPARATORS and (behind[:1] or " ") in _SEPARATORS:
            return heading
    return title


_SEPARATORS = frozenset(" _|｜-–—:：·•»")
