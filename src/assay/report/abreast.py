"""One mark of one story in a table of several stories: its track and its state.

Not here: the tables themselves (`compare_to_html.py`, `sections/siblings.py`).
"""

from markupsafe import Markup

from assay.report.drawing import state_word, track
from assay.report.words import Words
from assay.ruler.mark import Mark

HEIGHT = 30
"""Height of one mark's track in pixels."""


def bare_cell(words: Words, name: str, state: str) -> Markup:
    """The cell of a mark of which the state alone is known."""
    word = words.say("compare.outside")
    told = Markup('<span class="q">{}</span>').format(word)
    if state != "outside":
        told = state_word(state, words.say(f"state.{state.replace(' ', '_')}"))
    return Markup('<td data-name="{}">{}</td>').format(words.plain(f"mark.{name}.name"), told)


def cell(words: Words, mark: Mark) -> Markup:
    """The cell of a mark; for one without a meaning here the reason on hover."""
    name = words.plain(f"mark.{mark.name}.name")
    if not mark.in_chain:
        told = words.say("compare.outside")
        why = words.text(mark.why_not) if mark.why_not else told
        return Markup('<td data-name="{}" title="{}"><span class="q">{}</span></td>').format(
            name, why, told
        )
    drawn = track(mark, HEIGHT) if mark.value is not None else Markup("")
    word = state_word(mark.state, words.say(f"state.{mark.state.replace(' ', '_')}"))
    return Markup('<td data-name="{}">{}{}</td>').format(name, drawn, word)
