"""The optional reader: asks a language model the user named which claims it sees in an article.

Not here: what becomes of a proposal (`proposals.py`): nothing a model says counts by itself. Never
needed, off unless asked, and a server that fails leaves the reading as it was.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from assay.claims.claim import Claims, Proposals
from assay.claims.proposals import Checked, accepted
from assay.errors import AssayError, LlmError
from assay.net import Posted, Wanted, fetch, own_server
from assay.reading.article import Article

MAX_SECONDS = 120.0
"""Time for one answer; a small model on a laptop writes some ten words a second, and the claims of
one piece are some hundred words."""
MAX_ANSWER_BYTES = 1_000_000
"""Largest answer; the claims of one piece have some ten thousand."""
PIECE = 6_000
"""Characters of the article sent at once: small models lose what stands in the middle of more."""
MOST_PIECES = 8
"""Questions asked about one article; what is beyond them is left to the grammar, and is told."""
MOST_NAME = 200
"""Characters of a model's name."""
MOST_KEY = 1_000
"""Characters of a key; those of the known services have below 300."""
SEED = 1
"""Sent with temperature 0, so that servers that can answer alike do."""
ANSWERS = Wanted(
    types=("application/json",),
    accept="application/json",
    agent="assay (asks a model which claims an article makes)",
    wait=MAX_SECONDS,
)
"""What may come back; the bound of the whole holds for the wait too."""
END = "/chat/completions"
"""Where servers of this form are asked, below the address that they are named by."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server with an OpenAI-compatible form, and the model to ask for."""

    address: str
    """Where it is asked, END included."""
    model: str
    """Name of the model as the server knows it."""
    key: str | None = field(default=None, repr=False)
    """Sent to this address alone; told nowhere."""


def endpoint(address: str, model: str, key: str | None = None) -> Endpoint:
    """The server that the user named. Raises LlmError; neither key nor query is in its text.

    Plain http goes to a server of the user's own only, named by a private number or as localhost.
    """
    shown = _without_secrets(address)
    try:
        parts = urlsplit(address)
        own = own_server(address)
    except (AssayError, ValueError):
        raise _refused(shown, "no plain http(s) address") from None
    if parts.query or parts.fragment:
        raise _refused(shown, "an address with a query or a fragment")
    if parts.scheme == "http" and not own:
        raise _refused(shown, "http, unencrypted, to a server beyond this network")
    if not model or len(model) > MOST_NAME or not model.isprintable():
        raise LlmError(
            shown, "no name of a model", "the name that the server knows it by", "--llm-model NAME"
        )
    if key is not None and not (0 < len(key) <= MOST_KEY and key.isascii() and _one_word(key)):
        raise LlmError(
            shown, "a key with blanks or other signs", "one word of plain signs", "ASSAY_LLM_KEY"
        )
    base = address.rstrip("/")
    return Endpoint(base if base.endswith(END) else base + END, model, key)


def read_with(article: Article, claims: Claims, asked: Endpoint) -> tuple[Claims, Proposals]:
    """The claims with those that a model proposed and that hold, and the count of all.

    Whatever the server does, the claims of the grammar stay; a failure is told in `failed`.
    """
    pieces = list(_pieces(article.text))
    sent, failed, counts = 0, None, Checked.none()
    for piece in pieces[:MOST_PIECES]:
        sent += 1
        try:
            proposed = _proposed(asked, piece)
        except _Unusable as refusal:
            failed = str(refusal)
            break
        claims, checked = accepted(article, claims, proposed)
        counts = counts.plus(checked)
    dropped = tuple(sorted(counts.dropped.items()))
    unread = sum(map(len, pieces[sent - (failed is not None) :]))
    return claims, Proposals(
        asked.model, sent, counts.confirmed, counts.added, dropped, unread, failed
    )


class _Unusable(Exception):
    """A server or an answer of no use; the text is fit to be shown."""


@lru_cache(maxsize=1)
def _instructions() -> str:
    table = tomllib.loads(files("assay.claims").joinpath("llm.toml").read_text("utf-8"))
    return str(table["question"]["instructions"]).strip()


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    text = files("assay.claims").joinpath("llm_schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def question(model: str, piece: str) -> dict[str, Any]:
    """What is sent: instructions, the text as a JSON string of its own message, and the schema."""
    return {
        "model": model,
        "temperature": 0,
        "seed": SEED,
        "stream": False,
        "messages": [
            {"role": "system", "content": _instructions()},
            {"role": "user", "content": json.dumps({"page": piece}, ensure_ascii=False)},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": _schema()},
        },
    }


def _proposed(asked: Endpoint, piece: str) -> dict[str, list[Any]]:
    """The object in the answer to one piece. Raises _Unusable."""
    secret = (("Authorization", f"Bearer {asked.key}"),) if asked.key else ()
    body = json.dumps(question(asked.model, piece), ensure_ascii=False).encode()
    try:
        answer = fetch(
            asked.address,
            max_bytes=MAX_ANSWER_BYTES,
            max_seconds=MAX_SECONDS,
            allow=own_server(asked.address),
            wanted=ANSWERS,
            posted=Posted(body, secret=secret),
        )
    except AssayError as refusal:
        raise _Unusable(refusal.found) from None
    return _claims_in(_text_in(_parsed(answer.body, "an answer that is no JSON")))


def _text_in(told: object) -> str:
    """The text of the first choice, whole. Raises _Unusable."""
    choices = told.get("choices") if isinstance(told, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise _Unusable("an answer of another form")
    if choice.get("finish_reason") == "length":
        raise _Unusable("an answer that was cut off")
    content = message.get("content")
    if not isinstance(content, str):
        raise _Unusable("an answer without text")
    return content


def _claims_in(text: str) -> dict[str, list[Any]]:
    """The two lists in the text of an answer. Raises _Unusable."""
    claims = _parsed(text.encode("utf-8", "replace"), "a text that is no JSON")
    kinds = ("quantities", "causes")
    if not isinstance(claims, dict) or not all(isinstance(claims.get(k), list) for k in kinds):
        raise _Unusable("claims of another form")
    return {kind: claims[kind] for kind in kinds}


def _parsed(raw: bytes, otherwise: str) -> object:
    try:
        told: object = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _Unusable(otherwise) from None
    return told


def _no_number(name: str) -> float:
    raise ValueError(name)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most PIECE characters, parted between paragraphs where it can be."""
    start = 0
    while start < len(text):
        end = min(len(text), start + PIECE)
        if end < len(text):
            end = text.rfind("\n", start + PIECE // 2, end) + 1 or end
        if text[start:end].strip():
            yield text[start:end]
        start = end


def _one_word(key: str) -> bool:
    return key.isprintable() and " " not in key


def _without_secrets(address: str) -> str:
    """Scheme, host and port of an address: user name, path and query may hold a key."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        shown = f"{parts.scheme}://{parts.hostname or ''}{port}"
    except ValueError:
        shown = "an address"
    return "".join(sign if sign.isprintable() else "?" for sign in shown)[:MOST_NAME]


def _refused(shown: str, found: str) -> LlmError:
    return LlmError(
        shown,
        found,
        "https://HOST/v1, or a server of your own as http://localhost:PORT/v1 or by its number",
        "--llm URL, with the key in ASSAY_LLM_KEY and nowhere else",
    )
