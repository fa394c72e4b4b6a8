"""Headlines agree with the data behind their exhibits, counted again by other means, and are sentences."""

import re
from importlib import import_module

import pandas as pd
import pytest

from bookpress import numerals
from bookpress.exhibits.notebook import HEADLINE
from coalition import data
from coalition.analysis import summary
from coalition.formats import amount
from coalition.words import index as first_page
from coalition.words.headlines import index
from tests import edits

CHAPTERS = ("contributors", "force", "interview", "law", "russia", "promises", "resources", "consent")
MORE = ("claims", "deterrence", "outlook")
VERB = re.compile(
    r"\b(is|are|was|were|has|have|had|do|does|did|say|says|said|sat|come|comes|came|give|gives|gave|run|runs|"
    r"stand|stands|stood|fell|rose|held|hold|holds|lead|leads|lean|leans|need|needs|wait|waits|reject|rejects|"
    r"rest|rests|carry|carries|ask|asks|reach|keep|moved?|moves|opens?|sets?|put|weighs|would|could|speaks?|"
    r"accepts?|names?|falls?|ends?|explains|goes|make|agree|rejects|stopped|allocated|leave|takes?|ties?)\b"
)


@pytest.fixture(scope="module")
def heads():
    """The headlines of these chapters and of the first page, by the exhibit's name."""
    found = index.headlines(summary.key_figures(), first_page.three_views())
    found["fig-evidence"] = index.evidence(summary.evidence_by_month())
    for name in (*CHAPTERS, *MORE):
        found |= chapter(name)
    return found


def chapter(name):
    """The headlines of a chapter, by the exhibit's name."""
    results = import_module(f"coalition.words.{name}").results()
    return import_module(f"coalition.words.headlines.{name}").headlines(results)


def test_each_is_one_sentence_with_a_verb_and_opens_with_no_figure(heads):
    wrong = {
        name: text
        for name, text in heads.items()
        if not text.endswith(".") or len(text) > HEADLINE or not VERB.search(text) or text[0].isdigit()
    }
    assert wrong == {}


def test_a_second_forecast_for_our_day_leaves_room_for_the_headline(package):
    folder = edits.Folder(package)
    day = data.row("judgements", "K01")["score_by"]
    for forecast, value in (("FC01", "40"), ("FC09", "70")):
        folder.change("forecasts", {"forecast_id": forecast}, deadline=day, value_pct=value)
    said = chapter("outlook")["fig-outlook-views"]
    assert said.endswith("others, by their own rules, at 40 to 70.") and len(said) <= HEADLINE
    for forecast in ("FC01", "FC09"):
        folder.change("forecasts", {"forecast_id": forecast}, deadline="2027-06-30")
    assert chapter("outlook")["fig-outlook-views"].endswith("no forecast of others is for that day.")


def test_a_member_without_a_value_leaves_room_for_the_headline(package):
    edits.Folder(package).drop("indicators", iso3="CAN", indicator="gdp_usd")
    said = chapter("resources")["fig-resources-ladder"]
    assert "at least" in said and len(said) <= HEADLINE


def test_the_headline_on_law_counts_who_rejects(package):
    for wanted in ("all of them Russian", "No statement on the law of the force rejects it."):
        assert wanted in chapter("law")["tab-law-labels"]
        edits.Folder(package).change("statements", {"iso3": "RUS"}, stance="support_only")


def count(table, **wanted):
    rows = data.load(table)
    for column, value in wanted.items():
        rows = rows[rows[column].isin(value if isinstance(value, list) else [value])]
    return len(rows)


def share_of_units():
    """The chances of the outcomes from the stated steps, in per cent, by another way than the chain's."""
    p = data.load("conditionals").set_index("conditional_id")["probability"].astype(float) / 100
    truce = p["start"] * p["hold"]
    return 100 * (1 - truce) * (1 - p["otherwise"])


def aid(group, year):
    rows = data.load("aid_by_year")
    europe = (
        rows["donor_group"].isin(["europe", "eu_institutions"])
        if group == "europe"
        else rows["donor"] == group
    )
    return rows.loc[europe & (rows["year"] == year), "total_eur_bn"].sum()


def last_day_of_breaches():
    broken = data.load("promises").query("outcome == 'breached'")
    return broken["breach_date"].value_counts()


WORD, NUMBER = numerals.opening, numerals.prose


def test_the_main_ones_say_what_the_tables_say(heads):
    position = data.load("positions")["position"].value_counts()
    ready, open_ = int(position["deploy_troops"]), int(position["conditional"])
    names = data.load("positions").query("position == 'deploy_troops'")["iso3"].map(data.names())
    russia = {"iso3": "RUS", "about": "foreign_force"}
    against = count("statements", **russia, stance=["rejects", "opposed"])
    broken, day = count("promises", outcome="breached"), last_day_of_breaches()
    year = int(data.load("aid_by_year")["year"].max()) - 1
    donors = data.load("aid_by_year").groupby("donor_name")["total_eur_bn"].sum().sort_values()
    accept = pd.to_numeric(data.load("polls").query("arm.notna()", engine="python")["support_pct"]).dropna()
    pledged = data.load("counts").query("counts_what == 'pledged'").sort_values("date")["count"].iloc[-1]
    said = {
        "fig-map": sorted(names.str.removeprefix("the "))[0],
        "fig-ladder": f"{WORD(ready)} governments are ready to send soldiers, {NUMBER(open_)} leave it open",
        "fig-force-board": f"{WORD(count('components', status='deployed'))} of {count('components')} parts",
        "fig-interview-retellings": "none in Rutte's quoted words"
        if not count("retellings", element="breach_response", quoted=True)
        else "in Rutte's quoted words",
        "fig-law-board": f"{NUMBER(count('law_readings', effect='opens'))} open the way for the force, "
        f"{NUMBER(count('law_readings', effect='condition'))} set conditions",
        "fig-russia-statements": f"{WORD(against)} of {count('statements', **russia)} Russian statements",
        "fig-promise-strength": f"{WORD(broken)} of {count('promises')} promises",
        "fig-promise-breach": f"{WORD(int(day.max()))} of {broken} broken promises were first broken on "
        f"one day, {data.written_date(day.idxmax())}",
        "fig-resources-aid-years": f"{amount(aid('europe', year))} billion euros in {year}",
        "fig-resources-donors": f"{donors.iloc[-1]:.0f} billion euros, ahead of",
        "fig-consent-split": f"{accept.min():.0f} per cent of Ukrainians",
        "fig-claims-verdicts": f"Of {count('claims')} claims {NUMBER(count('claims', verdict='false'))} is "
        f"contradicted and {NUMBER(count('claims', verdict='not_supported'))} are not borne out",
        "fig-deterrence-research": f"{WORD(count('literature', supports='deterrence'))} of "
        f"{count('literature')}",
        "tab-outlook-questions": f"{WORD(count('questions', status='open'))} of {count('questions')}",
        "fig-outlook-scenarios": f"We give {share_of_units():.0f} per cent",
        "fig-index-odds": f"{share_of_units():.0f} per cent",
        "fig-index-judgements": "per cent to a general ceasefire by the end of",
        "fig-index-funnel": f"{NUMBER(ready)} say they are ready to send soldiers",
        "tab-key-figures": f"{WORD(int(pledged))} states are said to have pledged; {NUMBER(ready)} say",
    }
    assert {name: (heads[name], text) for name, text in said.items() if text not in heads[name]} == {}
