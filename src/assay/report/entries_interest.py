"""What the entry of a study of story and price says: how it was tested, on what, known when.

Not here: the block that shows it (`sections/interest.py`).
"""

from collections.abc import Callable

from markupsafe import Markup

from assay.report import numbers
from assay.report.entries_record import known, source_line, work
from assay.report.page import Page

Writer = Callable[[Page, str], Markup]


def _interest(page: Page, name: str) -> Markup:
    from assay.report.sections.interest import share

    interest = page.verdict.interest
    study = next((one for one in interest.studies if one.name == name), None) if interest else None
    if interest is None or study is None:
        return Markup("<b>{}</b>").format(name)
    news = "tellings" if study.news == "tellings" else "volume"
    tests = page.say("comma").join(
        page.say(
            "entry.interest.test",
            {
                "test": page.say(
                    f"interest.test_{test.name}",
                    {"direction": page.say(f"interest.direction_{test.direction}")},
                ),
                "p": share(page, test.p),
            },
        )
        for test in study.tests
    )
    values = {
        "tellings": numbers.count(study.tellings),
        "left_out": numbers.count(study.left_out),
        "episodes": numbers.count(study.episodes),
        "steps": numbers.count(study.steps),
        "step": page.say(f"interest.{study.step}s"),
        "lags": study.lags,
        "start": page.day(study.start),
        "draws": numbers.count(interest.draws),
        "seed": interest.seed,
        "tests": tests or page.say("interest.no_tests"),
    }
    pieces = [work(page, study.price), known(page, interest.known_on)]
    if interest.known_on > page.verdict.as_of:
        pieces.append(page.say("entry.known_later"))
    return Markup("<b>{}</b> {} {}{}").format(
        page.say(f"entry.interest.what_{news}", values),
        page.say(f"entry.interest.how_{news}", values),
        page.say("entry.interest.rule", values),
        source_line(pieces),
    )


WRITERS: dict[str, Writer] = {"interest": _interest}
