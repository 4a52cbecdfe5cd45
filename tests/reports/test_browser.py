"""The report in a real browser: it fits every screen, runs nothing foreign, obeys the keyboard."""

import os
import time
from itertools import pairwise

import pytest

from assay.report.to_html import render
from tests.browser import Browser
from tests.reports.variants import VARIANTS

WIDTHS = (320, 360, 768, 1440)
OVERFLOW = """[...document.querySelectorAll('body *')].filter(e=>{
  if(e.closest('nav,.scroll,svg,.skip,.vh,#card'))return false;
  const r=e.getBoundingClientRect();return r.width>0&&(r.right>innerWidth+1||r.left<-1)
}).map(e=>e.tagName+'.'+e.className+' '+Math.round(e.getBoundingClientRect().right)).slice(0,5)"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(browser):
    tab = Browser(browser)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder, found = tmp_path_factory.mktemp("reports"), {}
    for name, make in VARIANTS.items():
        for language in ("en", "zh"):
            found[name, language] = folder / f"{name}.{language}.html"
            found[name, language].write_text(render(make(), language), "utf-8")
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", VARIANTS)
def test_no_screen_scrolls_sideways(tab, pages, name, language):
    for width in WIDTHS:
        tab.resize(width)
        tab.open(pages[name, language])
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run(OVERFLOW) == []


def test_between_phone_and_desk_the_last_column_of_then_and_now_keeps_its_room(tab, pages):
    """Its sentences are the longest of the row; a fifth of the table is the least they need."""
    tab.resize(768)
    tab.open(pages["then_told", "en"])
    widths = tab.run(
        "[...document.querySelectorAll('#then table.tn:not(details table)')].map(t=>"
        "t.rows[0].cells[3].getBoundingClientRect().width/t.getBoundingClientRect().width)"
    )
    assert widths
    assert min(widths) > 0.2


def test_wider_text_spacing_breaks_nothing(tab, pages):
    """WCAG 1.4.12."""
    tab.resize(360)
    tab.open(pages["example", "en"])
    tab.run(
        "for(const e of document.querySelectorAll('p,li,span,h1,h2,h3,td')){"
        "e.style.lineHeight='1.5';e.style.letterSpacing='.12em';e.style.wordSpacing='.16em'}"
    )
    assert tab.run("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["example", "hostile"])
def test_nothing_is_requested_and_nothing_is_logged(tab, pages, name):
    tab.resize(1440)
    tab.open(pages[name, "en"])
    requests = {row["request"]["url"] for row in tab.of_kind("Network.requestWillBeSent")}
    assert requests == {pages[name, "en"].resolve().as_uri()}
    assert tab.of_kind("Runtime.consoleAPICalled") == []
    assert tab.of_kind("Log.entryAdded") == []
    assert tab.of_kind("Runtime.exceptionThrown") == []


def test_a_hostile_page_runs_nothing(tab, pages):
    tab.resize(1440)
    tab.open(pages["hostile", "zh"])
    assert tab.of_kind("Page.javascriptDialogOpening") == []
    assert tab.run("document.scripts.length") == 1
    assert tab.run("document.images.length") == 0
    assert (
        tab.run(
            "[...document.querySelectorAll('*')].flatMap(e=>[...e.attributes])"
            ".filter(a=>/^on/i.test(a.name)||/^\\s*javascript:/i.test(a.value)).length"
        )
        == 0
    )
    assert "<script>alert(1)</script>" in tab.run("document.body.innerText")


def test_headings_and_landmarks_are_in_order(tab, pages):
    tab.open(pages["example", "en"])
    levels = tab.run("[...document.querySelectorAll('h1,h2,h3')].map(e=>+e.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav[aria-label]", "main", "footer"):
        assert tab.run(f"document.querySelectorAll('{landmark}').length") == 1


def test_the_keyboard_reaches_a_number_and_its_card(tab, pages):
    tab.resize(1440)
    tab.open(pages["example", "en"])
    tab.call("Page.bringToFront")
    for _ in range(60):
        tab.key("Tab", 9)
        if tab.run("document.activeElement.classList.contains('n')"):
            break
    else:
        pytest.fail("sixty steps of the keyboard reached no number")
    assert tab.run("document.getElementById('card').hidden") is False
    number = tab.run("document.activeElement.hash.slice(1)")
    text = tab.run(f"document.getElementById('{number}').textContent")
    assert text in tab.run("document.getElementById('card').textContent")
    tab.key("Escape", 27)
    assert tab.run("document.getElementById('card').hidden") is True


def test_a_card_never_covers_its_number_and_stays_inside_the_window(tab, pages):
    for width in (360, 1440):
        tab.resize(width, 800)
        tab.open(pages["example", "en"])
        covered = tab.run("""(async()=>{const bad=[];
          for(const e of [...document.querySelectorAll('.hero a.n')]){
            e.scrollIntoView({block:'center'});await new Promise(r=>requestAnimationFrame(r));
            await new Promise(r=>requestAnimationFrame(r));
            e.focus({preventScroll:true});
            const c=document.getElementById('card').getBoundingClientRect();
            for(const r of e.getClientRects())
              if(r.left<c.right&&r.right>c.left&&r.top<c.bottom&&r.bottom>c.top)bad.push(e.textContent);
            if(c.right>innerWidth+1||c.left<-1||c.bottom>innerHeight+1)bad.push('outside');e.blur()}
          return bad})()""")
        assert covered == []


@pytest.mark.parametrize("height", [600, 800])
@pytest.mark.parametrize("width", [360, 1440])
def test_wherever_a_number_stands_on_the_screen_its_card_leaves_it_free(tab, pages, width, height):
    tab.resize(width, height)
    tab.open(pages["example", "zh"])
    tab.call("Page.bringToFront")
    found = tab.run("""(async()=>{const bad=[];let seen=0;
      const frame=()=>new Promise(r=>requestAnimationFrame(()=>requestAnimationFrame(r)));
      const all=[...document.querySelectorAll('main a.n')].filter(e=>
        !e.closest('.notes')&&!e.closest('details:not([open])')&&e.getClientRects().length);
      for(const block of ['start','end'])for(let i=0;i<all.length;i+=9){const e=all[i];
        e.scrollIntoView({block,inline:'nearest'});await frame();
        e.focus({preventScroll:true});await frame();await frame();seen++;
        const card=document.getElementById('card'),c=card.getBoundingClientRect();
        if(card.hidden)bad.push('hidden '+e.textContent);
        for(const r of e.getClientRects())
          if(r.left<c.right-1&&r.right>c.left+1&&r.top<c.bottom-1&&r.bottom>c.top+1)
            bad.push(e.textContent);
        if(c.right>innerWidth+1||c.left<-1||c.bottom>innerHeight+1||c.top<-1)
          bad.push('outside '+e.textContent);
        e.blur();await new Promise(r=>setTimeout(r,0))}
      return {bad,seen}})()""")
    assert found["bad"] == []
    assert found["seen"] > 40


def test_a_reader_walks_inside_the_card_and_comes_back_to_the_number(tab, pages):
    tab.resize(1440, 900)
    tab.open(pages["example", "en"])
    tab.call("Page.bringToFront")
    number = tab.run("document.querySelector('#ruler .rv a.n').hash")
    tab.run("document.querySelector('#ruler .rv a.n').focus()")
    tab.key("Enter", 13)
    assert tab.run("document.getElementById('card').contains(document.activeElement)")
    first = tab.run("document.querySelector('#card div').textContent")
    onward = tab.run("document.querySelector('#card a.n').hash.slice(1)")
    tab.run("document.querySelector('#card a.n').click()")
    shown = tab.run("document.querySelector('#card div').textContent")
    assert shown == tab.run(f"document.getElementById('{onward}').textContent") != first
    assert tab.run("document.getElementById('card').contains(document.activeElement)")
    tab.run("document.querySelector('#card button').click()")
    assert tab.run("document.querySelector('#card div').textContent") == first
    assert tab.run("document.querySelector('#card button')") is None
    tab.key("Escape", 27)
    assert tab.run("document.getElementById('card').hidden") is True
    assert tab.run("document.activeElement.hash") == number


def test_a_card_closes_when_the_reader_turns_elsewhere(tab, pages):
    tab.resize(1440, 900)
    tab.open(pages["example", "en"])
    tab.call("Page.bringToFront")
    tab.run("document.querySelector('.hero a.n').focus()")
    assert tab.run("document.getElementById('card').hidden") is False
    tab.run("document.querySelector('h1').dispatchEvent(new Event('pointerdown',{bubbles:true}))")
    assert tab.run("document.getElementById('card').hidden") is True
    assert tab.run("document.body.style.paddingBottom") == ""


def test_print_keeps_every_entry_that_a_printed_number_names_with_its_vintages(tab, pages):
    tab.resize(760)
    tab.call("Emulation.setEmulatedMedia", media="print")
    tab.open(pages["example", "en"])
    unseen = ".filter(e=>!e.getClientRects().length).length"
    named = (
        "[...new Set([...document.querySelectorAll('section:not(#sources) a.n sup')]"
        ".filter(e=>e.getClientRects().length)"
        ".map(e=>document.querySelector(e.closest('a').getAttribute('href'))))]"
    )
    hidden = tab.run(f"{named}.flatMap(e=>[e,...e.querySelectorAll('ul.vt')]){unseen}")
    works = tab.run(f"[...document.querySelectorAll('.works li')]{unseen}")
    entries = tab.run(f"{named}.length")
    told = tab.run("document.querySelector('.on-paper').getClientRects().length")
    tab.call("Emulation.setEmulatedMedia", media="")
    assert (hidden, works) == (0, 0)
    assert entries > 40 and told


def test_every_target_outside_running_text_is_large_enough(tab, pages):
    """WCAG 2.5.8: 24 pixels, links in sentences and lines of text exempt."""
    tab.resize(360)
    tab.open(pages["example", "en"])
    small = tab.run(
        "[...document.querySelectorAll('nav a,summary')].filter(e=>"
        "e.getBoundingClientRect().height<24&&e.getBoundingClientRect().height>0)"
        ".map(e=>e.textContent)"
    )
    assert small == []


def test_dark_and_light_follow_the_system(tab, pages):
    tab.open(pages["example", "en"])
    colours = []
    for scheme in ("light", "dark"):
        tab.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        colours.append(tab.run("getComputedStyle(document.body).backgroundColor"))
    tab.call("Emulation.setEmulatedMedia", features=[])
    assert colours == ["rgb(251, 250, 246)", "rgb(20, 23, 27)"]


def test_the_first_screen_needs_no_scrolling_on_a_desktop(tab, pages):
    tab.resize(1440, 900)
    tab.open(pages["example", "en"])
    assert tab.run("document.querySelector('.hero').getBoundingClientRect().bottom") <= 900


def test_a_required_browser_is_really_asked_for(browser):
    assert os.access(browser, os.X_OK)


def test_the_numbers_of_a_chart_can_be_saved_under_the_policy(tab, pages, tmp_path):
    tab.resize(1440)
    tab.open(pages["example", "zh"])
    tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    tab.run("document.querySelector('#ruler a.csv').click()")
    saved, end = tmp_path / "ruler.csv", time.monotonic() + 10
    while not saved.is_file() and time.monotonic() < end:
        time.sleep(0.05)
    assert "体量" in saved.read_text("utf-8-sig")
    assert tab.of_kind("Log.entryAdded") == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_names_above_the_small_ruler_do_not_run_into_each_other(tab, pages, width):
    tab.resize(width)
    tab.open(pages["example", "zh"])
    boxes = tab.run(
        "[...document.querySelectorAll('.mini .rh text')].map(e=>e.getBoundingClientRect())"
        ".filter(r=>r.width>0).map(r=>[r.left,r.right]).sort((a,b)=>a[0]-b[0])"
    )
    assert len(boxes) >= 2
    assert all(left[1] < right[0] for left, right in pairwise(boxes))
