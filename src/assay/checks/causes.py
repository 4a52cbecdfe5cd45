"""What becomes of a causal statement: held against the share of the rise that its cause group
explains.

Not here: how shares are computed (`ruler/`), how statements are read (`claims/causes.py`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assay.checks.row import Values
from assay.checks.spelling import pieces, spellings
from assay.checks.standing import CauseStanding, CheckedCause, Reason
from assay.checks.telling import in_both, rounded
from assay.checks.wording import wording
from assay.claims.claim import CauseClaim
from assay.ruler.marks.transmission import MATERIAL
from assay.ruler.story import CauseGroup, Story

HOLDS, FAILS = 0.66, 0.10
"""Probabilities from which a cause holds, and up to which it fails (DESIGN, "Causes")."""

OF_USE = {
    "cause_holds": "cause_holds_use",
    "cause_fails": "cause_fails_use",
    "cause_undecided": "cause_undecided_use",
    "no_rise": "no_rise_use",
}
"""Reasons that are said otherwise where the effect is a growth of use."""

Shares = Mapping[str, NDArray[np.float64]]


def check_causes(
    causes: Iterable[CauseClaim], story: Story, shares: Shares
) -> tuple[CheckedCause, ...]:
    """Every causal statement with its standing, in the order given.

    `shares` holds, by cause group, the fraction of the rise it explains in each sample; a group
    without shares has no model.
    """
    return tuple(_check(claim, story, shares) for claim in causes)


def _check(claim: CauseClaim, story: Story, shares: Shares) -> CheckedCause:
    # a bare rise is one of a price
    rally = story.effect == "price" and is_the_rally(claim)
    if not names_effect(claim.effect, story) and not rally:
        return _untold(claim, None, Reason("no_model_of_effect", {"effect": claim.effect}))
    groups = groups_named(claim.cause, story)
    mediators = [group for group in groups if group.kind == "mediator"]
    direct = [group for group in groups if group.kind != "mediator"]
    known = [group for group in direct if group.name in shares]
    if not groups:
        return _untold(claim, None, Reason("no_model_of_cause", {"cause": claim.cause}))
    name = "+".join(group.name for group in direct or mediators)
    titles = in_both("group", [group.title for group in direct or mediators])
    if not direct:
        return _untold(claim, name, Reason("only_mediator", titles))
    if len(known) < len(direct):
        key = "no_model_of_cause" if shares else _of("no_rise", story)
        return _untold(claim, name, Reason(key, {**titles, "cause": claim.cause}))
    total = np.sum([shares[group.name] for group in known], axis=0)
    return _weigh(claim, story, _Summed(name, known, mediators, shares), total)


@dataclass(frozen=True, slots=True)
class _Summed:
    """The groups that one statement names together."""

    name: str
    groups: list[CauseGroup]
    mediators: list[CauseGroup]
    shares: Shares

    def carried(self, sign: int) -> bool:
        """Whether groups that act through a mediator are carried by others named beside them."""
        through = [self.shares[one.name] for one in self.groups if one.through]
        if not through:
            return bool(self.mediators)
        alone = _probability(np.sum(through, axis=0), sign)
        return bool(self.mediators) or (len(through) < len(self.groups) and alone < HOLDS)

    def titles(self) -> list[Mapping[str, str]]:
        """The groups' names; where some carry others each with its own share."""
        if len(self.groups) == 1:
            return [self.groups[0].title]
        told = [(one.title, self._share(one)) for one in self.groups]
        return [
            {"en": f"{title['en']} ({part:g}\u202f%)", "zh": f"{title['zh']}（{part:g}%）"}
            for title, part in told
        ]

    def _share(self, group: CauseGroup) -> float:
        return rounded(100 * float(np.median(self.shares[group.name])))


def _probability(total: NDArray[np.float64], sign: int) -> float:
    return float(np.mean(sign * total >= MATERIAL / 100))


def _weigh(
    claim: CauseClaim, story: Story, summed: _Summed, total: NDArray[np.float64]
) -> CheckedCause:
    probability = _probability(total, claim.sign)
    low, middle, high = (rounded(100 * float(q)) for q in np.quantile(total, (0.05, 0.5, 0.95)))
    values: Values = {
        **in_both("group", [group.title for group in summed.groups]),
        "share": middle,
        "band": (low, high),
        "material": MATERIAL,
    }
    through = [group.through for group in summed.groups if group.through]
    mediator = next(iter([*through, *(group.name for group in summed.mediators)]), None)
    carried = summed.carried(claim.sign)
    if probability >= HOLDS and not carried:
        standing, key = CauseStanding.HOLDS, "cause_holds"
    elif mediator is not None:
        standing, key = CauseStanding.CANNOT_TELL, "through_mediator"
        title = next((one.title for one in story.groups if one.name == mediator), {})
        values |= in_both("mediator", [title] if title else [])
        values |= in_both("group", summed.titles()) if carried else {}
    elif probability <= FAILS:
        standing, key = CauseStanding.FAILS, "cause_fails"
    else:
        standing, key = CauseStanding.CANNOT_TELL, "cause_undecided"
    reason = Reason(key if mediator else _of(key, story), values)
    return CheckedCause(claim, summed.name, standing, probability, reason)


def _of(key: str, story: Story) -> str:
    """The reason's key as it is said of a use, where the story is of one."""
    return OF_USE[key] if story.effect == "use" else key


def _untold(claim: CauseClaim, group: str | None, basis: Reason) -> CheckedCause:
    return CheckedCause(claim, group, CauseStanding.CANNOT_TELL, None, basis)


def names_effect(effect: str, story: Story) -> bool:
    """Whether the words of an effect name the story's own effect; every piece of a name counts."""
    names = [name for listed in story.words.effect.values() for name in listed]
    return any(all(piece.search(effect) for piece in pieces(name)) for name in names)


def is_the_rally(claim: CauseClaim) -> bool:
    """Whether the effect is a rise in price and nothing else ("the rally", 其价格疯涨).

    On a page about the story it is that of the story's resource, unless the cause names another.
    """
    if wording()["other_resources"]["words"].search(claim.cause):
        return False
    return _bare_rise().fullmatch(claim.effect.strip()) is not None


@lru_cache(maxsize=1)
def _bare_rise() -> re.Pattern[str]:
    before, rise = (wording()["rally"][key].pattern for key in ("before", "rise"))
    return re.compile(rf"(?:(?:{before})\s*)*(?:{rise})(?:了|的)?", re.IGNORECASE)


def groups_named(cause: str, story: Story) -> tuple[CauseGroup, ...]:
    """The cause groups that the words of a cause name; where names overlap, the longest wins."""
    hits: list[tuple[int, int, CauseGroup]] = []
    for group in story.groups:
        names = story.words.groups.get(group.name, {})
        words = [word for told in names.values() for word in told]
        found = spellings([*words, *group.title.values()]).finditer(cause)
        hits += [(*hit.span(), group) for hit in found]
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    taken: list[tuple[int, int]] = []
    named: dict[str, CauseGroup] = {}
    for start, end, group in hits:
        if all(end <= left or start >= right for left, right in taken):
            taken.append((start, end))
            named[group.name] = group
    return tuple(group for group in story.groups if group.name in named)
