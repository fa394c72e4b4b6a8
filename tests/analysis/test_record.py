"""The record of truces and promises: every published number again by hand, and nothing that must not be said."""

import csv
import math
import re
from collections import Counter
from datetime import date

import nbformat
import pytest

from coalition import data, exhibits, paths
from coalition.analysis import record
from coalition.charts import record as charts
from coalition.paths import ROOT

CHAPTERS = {name: ROOT / "chapters" / "history" / f"{name}.ipynb" for name in ("promises", "ceasefires")}


# A second way: the csv module and the product limit by hand, without scipy, pandas or coalition.analysis.record


def rows(table):
    with (paths.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(variant=None):
    """(days, failed) of every truce in the curve under a variant."""
    changes = {r["ceasefire_id"]: r for r in rows("ceasefire_variants") if r["variant_id"] == variant}
    used = [changes.get(r["ceasefire_id"], r) for r in rows("ceasefires")]
    return [(int(r["duration_days"]), r["observed"] == "true") for r in used if r["include"] == "true"]


def by_hand(sample):
    """[(day, share, low, high)]: the product limit and its log-log interval with Greenwood's sum."""
    curve, share, greenwood = [], 1.0, 0.0
    for day in sorted({d for d, _ in sample}):
        at_risk = sum(d >= day for d, _ in sample)
        failures = sum(d == day and failed for d, failed in sample)
        share *= 1 - failures / at_risk
        low = high = math.nan
        if at_risk > failures:
            greenwood += failures / (at_risk * (at_risk - failures))
        if 0 < share < 1:
            width = 1.959963984540054 * math.sqrt(greenwood) / abs(math.log(share))
            low, high = share ** math.exp(width), share ** math.exp(-width)
        curve.append((day, share, low, high))
    return curve


def at(curve, day):
    return ([(0, 1.0, math.nan, math.nan)] + [p for p in curve if p[0] <= day])[-1]


def half(curve, column):
    return next((p[0] for p in curve if p[column] <= 0.5), math.inf)


def area(curve, until):
    edges = [(0, 1.0), *((p[0], p[1]) for p in curve if p[0] < until), (until, None)]
    return sum((b[0] - a[0]) * a[1] for a, b in zip(edges, edges[1:]))


PUBLISHED = {  # n, failures, median, share after 30 days
    record.BASE: (21, 16, 34, 0.557),
    "A": (21, 16, 34, 0.511),
    "B": (21, 16, 36, 0.615),
    "C": (21, 16, 34, 0.557),
    "E1": (27, 22, 13, 0.433),
    "E2": (27, 22, 39, 0.631),
    "F": (16, 14, 36, 0.609),
    "H": (18, 13, 36, 0.650),
    "I": (23, 18, 36, 0.603),
}


def test_every_variant_has_a_published_result():
    assert set(record.variants()) == set(PUBLISHED) == set(charts.VARIANTS)


@pytest.mark.parametrize("variant", PUBLISHED)
def test_the_published_numbers_by_hand(variant):
    sample = coded(variant)
    curve = by_hand(sample)
    assert (len(sample), sum(f for _, f in sample), half(curve, 1), round(at(curve, 30)[1], 3)) == PUBLISHED[
        variant
    ]


@pytest.mark.parametrize("variant", PUBLISHED)
def test_the_library_agrees_with_the_hand(variant):
    curve, result = by_hand(coded(variant)), record.estimate(variant)
    assert (result["n"], result["failed"], result["median"], round(result["holding"], 3)) == PUBLISHED[
        variant
    ]
    assert result["median_low"] == half(curve, 2)
    assert result["median_high"] == half(curve, 3)
    assert [result["holding_low"], result["holding_high"]] == pytest.approx(at(curve, 30)[2:])
    assert result["restricted_mean"] == pytest.approx(area(curve, 180))
    library = record.survival(record.truces(variant))
    assert list(library["day"]) == [p[0] for p in curve]
    assert list(library["holding"]) == pytest.approx([p[1] for p in curve], abs=1e-12)
    assert list(library["low"]) == pytest.approx([p[2] for p in curve], nan_ok=True)
    assert list(library["high"]) == pytest.approx([p[3] for p in curve], nan_ok=True)


def test_the_base_case_as_published():
    curve = by_hand(coded())
    assert len(coded()) - sum(f for _, f in coded()) == 5
    assert (half(curve, 2), half(curve, 3)) == (7, 84)
    assert [round(at(curve, d)[1], 3) for d in (7, 14, 30, 90, 180)] == [0.743, 0.619, 0.557, 0.209, 0.070]
    assert [round(x, 3) for d in (7, 30, 90) for x in at(curve, d)[2:]] == [
        0.485,
        0.885,
        0.301,
        0.752,
        0.053,
        0.435,
    ]
    assert round(area(curve, 180), 1) == 49.5


def test_the_median_lies_between_13_and_39_days_over_the_codings():
    medians = [half(by_hand(coded(v)), 1) for v in PUBLISHED]
    assert (min(medians), max(medians)) == (13, 39)
    medians = record.estimates().set_index("variant")["median"]
    assert (medians.min(), medians.max()) == (13, 39)
    assert (medians.idxmin(), medians.idxmax()) == (
        "E1",
        "E2",
    )  # the chapter says that both ends come from the unknown ends


def test_who_is_in_and_who_is_out():
    table = rows("ceasefires")
    assert Counter(r["include"] for r in table) == {"true": 21, "false": 14}
    assert Counter(r["exclusion"] for r in table if r["exclusion"]) == {
        "local_or_limited": 5,
        "never_started": 1,
        "renewal": 2,
        "unknown_end": 6,
    }
    never = [r for r in table if r["include"] == "true" and r["end_kind"] == "never_held"]
    assert [r["duration_days"] for r in never] == ["0", "0", "0"]


def test_the_bounds_of_the_unknown_ends():
    bounds = {
        r["ceasefire_id"]: r["duration_days"] for r in rows("ceasefire_variants") if r["variant_id"] == "E2"
    }
    assert list(bounds.values()) == ["124", "40", "122", "135", "372", "1"]
    starts = sorted(r["start_date"] for r in rows("ceasefires") if r["scope"] == "front_wide")
    for truce, days in list(bounds.items())[:-1]:
        start = truce.removeprefix("cf-")
        following = next(s for s in starts if s > start)
        assert (date.fromisoformat(following) - date.fromisoformat(start)).days == int(days)


def test_five_truces_since_2022_have_no_median():
    sample = [
        (int(r["duration_days"]), r["observed"] == "true")
        for r in rows("ceasefires")
        if r["include"] == "true" and r["start_date"] >= "2022"
    ]
    assert (len(sample), sum(not f for _, f in sample)) == (5, 3)
    assert half(by_hand(sample), 1) == math.inf
    later = record.truces().query("start_date >= '2022'")
    assert math.isnan(record.median_days(record.survival(later))["median"])


def test_no_truce_had_armed_third_parties():
    assert Counter(r["third_party_force"] for r in rows("ceasefires")) == {"false": 35}


def test_the_first_breach_by_hand():
    def gaps(table):
        return [
            (date.fromisoformat(r["first_violation_date"]) - date.fromisoformat(r["start_date"])).days
            for r in table
            if r["first_violation_date"]
        ]

    everything, included = (
        gaps(rows("ceasefires")),
        gaps([r for r in rows("ceasefires") if r["include"] == "true"]),
    )
    assert (len(everything), everything.count(0), max(everything)) == (27, 22, 3)
    assert (len(included), included.count(0)) == (18, 15)
    spans = record.truce_spans()
    assert list(record.breach_counts(spans)) == [27, 22, 3]
    assert list(record.breach_counts(spans[spans["include"]])) == [18, 15, max(included)]
    measures = record.breach_and_collapse().set_index("day")
    assert measures.at[0, "unbroken"] == pytest.approx(3 / 18)
    assert measures.at[0, "holding"] == pytest.approx(18 / 21)


def test_monitored_counts_and_their_gaps():
    values = {(r["metric"], r["period_start"], r["period_end"]): r["value"] for r in rows("violations")}
    total = lambda y: values["osce_ceasefire_violations", y, y]
    assert (total("2019"), total("2020")) == ("299633", "134767")
    assert round(100 * (134767 / 299633 - 1), 1) == -55.0
    assert [v for (m, _, _), v in values.items() if m == "osce_ceasefire_violations_per_day"] == ["623", "33"]
    assert [total(y) for y in ("2016", "2018", "2021")] == ["", "", ""]
    years = record.yearly().set_index("year")
    assert list(years.index[years["status"] == "not_found"]) == [2016, 2018, 2021]
    assert years["value"].isna().sum() == 3
    assert (years.at[2019, "value"], years.at[2020, "value"]) == (299633, 134767)
    assert years.at[2017, "status"] == "partial"


def test_a_running_total_ends_on_the_day_it_was_given():
    counts = record.monitored(record.VIOLATIONS).set_index(["period_start", "period_end"])
    assert counts.loc[("2017-01", "2017-10"), "days"] == 286  # given on 13 October
    assert counts.loc[("2017-08", "2017-08"), "days"] == 31
    assert counts.loc[("2020", "2020"), "per_day"] == pytest.approx(134767 / 366)
    assert list(record.monitored(record.VIOLATIONS_PER_DAY)["per_day"]) == [623, 33]


def test_promises_by_hand():
    table = rows("promises")
    assert Counter(r["outcome"] for r in table) == {"breached": 11, "partly": 3, "kept": 1, "never_signed": 1}
    assert [r["in_force"] for r in table if r["enforcement"] == "armed_guarantee"] == ["false"]
    tallies = record.tallies().set_index("coding")
    outcomes = ["breached", "partly", "kept", "never_signed"]
    expected = {
        record.BASE: table,
        "in_force": [r for r in table if r["in_force"] == "true"],
        "ukraine": [r for r in table if "UKR" in r["parties"].split(";")],
        "not_political": [r for r in table if r["legal_form"] in ("treaty", "disputed")],
        "treaties": [r for r in table if r["legal_form"] == "treaty"],
        "once_per_day": list(
            {
                (r["outcome"], r["breach_date"] if r["outcome"] == "breached" else r["promise_id"]): r
                for r in table
            }.values()
        ),
    }
    for coding, kept in expected.items():
        count = Counter(r["outcome"] for r in kept)
        assert list(tallies.loc[coding, outcomes]) == [count[o] for o in outcomes], coding
    assert list(tallies.loc["partly_broken", outcomes]) == [14, 0, 1, 1]
    assert list(tallies.loc["partly_kept", outcomes]) == [11, 0, 4, 1]
    assert set(tallies.index) == set(expected) | {"partly_broken", "partly_kept"}
    by_day = Counter(r["breach_date"] for r in table if r["outcome"] == "breached")
    assert (
        [(r.breach_date, r.texts) for r in record.breach_days().itertuples()][0]
        == by_day.most_common(1)[0]
        == ("2014-02-27", 7)
    )
    assert len(record.breach_days()) == len(by_day) == 5


def test_each_promise_is_counted_once_by_strength_and_by_legal_form():
    promises = record.coded_promises()
    for column in ("enforcement", "legal_form"):
        table = record.tally(promises, column)
        assert table["total"].sum() == len(promises) == 16
        assert list(table[column]) == list(data.meanings_of("promises", column))
    assert list(charts.ENFORCEMENT) == list(data.meanings_of("promises", "enforcement"))
    assert set(charts.OUTCOMES) == set(data.meanings_of("promises", "outcome"))
    draft = {r["promise_id"] for r in rows("promises") if r["legal_form"] == "draft"}
    assert draft == {r["promise_id"] for r in rows("promises") if r["in_force"] == "false"}


# A changed coding changes the result


def edit(package, table, row, /, **cells):
    path = package / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        lines, columns = list(reader), reader.fieldnames
    (line,) = [x for x in lines if all(x[k] == v for k, v in row.items())]
    line.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


@pytest.mark.parametrize(
    ("truce", "cells", "n", "median"),
    [
        ("cf-2015-02-15", {"duration_days": "20"}, 21, 20),
        ("cf-2018-12-29", {"duration_days": "5"}, 21, 18),
        ("cf-2018-12-29", {"observed": "false"}, 21, 36),
        ("cf-2023-01-06", {"include": "false"}, 20, 36),
    ],
)
def test_a_changed_truce_changes_the_result(package, truce, cells, n, median):
    before = record.estimate()
    edit(package, "ceasefires", {"ceasefire_id": truce}, **cells)
    after, curve = record.estimate(), by_hand(coded())
    assert (after["n"], after["median"]) == (n, median) == (len(coded()), half(curve, 1))
    assert after["restricted_mean"] != pytest.approx(before["restricted_mean"])


def test_a_changed_variant_changes_that_variant_only(package):
    before = record.estimates().set_index("variant")["restricted_mean"]
    edit(
        package,
        "ceasefire_variants",
        {"variant_id": "B", "ceasefire_id": "cf-2017-08-25"},
        duration_days="10",
    )
    after = record.estimates().set_index("variant")["restricted_mean"]
    assert list(before.index[before != after]) == ["B"]


def test_a_changed_promise_changes_the_tally(package):
    edit(
        package, "promises", {"promise_id": "pr-bucharest-2008"}, outcome="breached", breach_date="2014-02-27"
    )
    tallies = record.tallies().set_index("coding")
    assert tallies.at[record.BASE, "breached"] == 12
    assert tallies.at["once_per_day", "breached"] == 5


def test_a_found_total_closes_its_gap_and_no_other(package):
    edit(
        package,
        "violations",
        {"metric": "osce_ceasefire_violations", "period_start": "2018", "period_end": "2018"},
        value="1",
        bound="exact",
    )
    years = record.yearly()
    assert list(years.loc[years["status"] == "not_found", "year"]) == [2016, 2021]


def test_unknown_names_are_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match="E1"):
        record.truces("Z")
    with pytest.raises(KeyError, match="once_per_day"):
        record.coded_promises("Z")
    with pytest.raises(ValueError, match="no truce"):
        record.survival(record.truces().assign(include=False))


# Pictures


def test_every_truce_in_the_curve_is_a_point_and_the_axis_starts_at_zero():
    base = record.truces()
    figure = charts.survival_curve(record.survival(base), base)
    points = [x for t in figure.data if t.yaxis == "y2" for x in t.x]
    assert sorted(points) == pytest.approx(sorted(math.log10(1 + d) for d, _ in coded()))
    assert figure.layout.yaxis.range[0] == 0
    assert "logarithmic" in figure.layout.xaxis.title.text


def test_a_truce_with_an_unknown_end_has_no_end_mark():
    figure = charts.truce_lanes(record.truce_spans())
    ends = [t for t in figure.data if t.name in (look.label for look in charts.ENDS.values())]
    assert sum(len(t.y) for t in ends) == 34 - 6
    (dotted,) = [t for t in figure.data if t.line.dash == "dot"]
    assert len([y for y in dotted.y if y]) == 2 * 6


def test_missing_years_are_hatched_and_no_line_joins_the_counts():
    figure = charts.yearly_counts(record.yearly())
    (gap,) = [t for t in figure.data if t.name == "No total found"]
    assert list(gap.x) == ["2016", "2018", "2021"]
    assert gap.marker.pattern.shape == "/"
    assert figure.layout.yaxis.range[0] == 0
    daily = charts.daily_counts(record.monitored(), record.yearly())
    for trace in daily.data:
        if trace.mode == "lines":
            assert all(x is None for x in trace.x[2::3])
    assert (
        sum(len(t.x) for t in daily.data if t.mode == "markers") == record.monitored()["value"].notna().sum()
    )
    assert len(daily.layout.shapes) == 3


# What the chapters say and must not say


def read(name):
    """What a reader sees of a chapter: prose with its glued values, captions, reading lines and alternative texts."""
    notebook = nbformat.read(CHAPTERS[name], as_version=4)
    said, shown = {}, []
    scope = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            exhibits,
            "say",
            lambda **values: said.update({k: notebook._written(v) for k, v in values.items()}),
        )
        patch.setattr(exhibits, "show", lambda exhibit, **parts: shown.append(parts))
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(cell.source, scope)
    prose = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    prose = re.sub(r"\{glue:text\}`(\w+)`", lambda m: said[m[1]], prose)
    unused = set(said) - set(re.findall(r"\{glue:text\}`(\w+)`", "\n".join(c.source for c in notebook.cells)))
    texts = [prose, *(p.get(k, "") for p in shown for k in ("caption", "reading", "alt"))]
    return " ".join(re.sub(r"\s+", " ", t) for t in texts), prose, unused, shown


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request):
    return request.param, *read(request.param)


MUST_NOT = {
    "18 days as a finding": r"\b(18|eighteen) days",
    "two weeks as a finding": r"\b(two|2) weeks|\bfortnight|\b14 days\b",
    "truces before and after 2022 compared": r"(since|after|before|from) 20(21|22)[^.]{0,80}\b(shorter|longer|sooner|faster|more often|less often|more stable|less stable)"
    r"|\b(shorter|longer|sooner|faster)\b[^.]{0,80}(since|after|before|than in|from) 20(21|22)"
    r"|truces? (have )?(become|became|grown?|grew) (shorter|longer)",
    "an effect of armed third parties": r"(third[- ]part(y|ies)|foreign troops|armed troops|peacekeepers|such troops)[^.]{0,60}"
    r"\b(would have|would hold|would help|help|helps|helped|prevent|prevents|lengthen|shorten|make truces|made truces|work|works|deter|deters)\b"
    r"|(because|since|as) (no|there (was|were) no) (armed|third)[^.]*(failed|collapsed)|for (want|lack) of (armed|foreign|third)",
    "what stands behind a line decides": r"depends? on what stands behind",
    "expiry as neutral": r"(expiry|cut-off|deadline|censoring) is (a )?(neutral|random|harmless|non-informative)",
    "counts fell because the truce worked": r"(fell|dropped|lower|fewer)[^.]{0,60}\b(because|thanks to|owing to|due to|as a result of)\b"
    r"|the (truce|measures) worked|shows that the (truce|measures)",
    "interpolation": r"\binterpolat|\bestimated total|\bfilled in (from|by|with)",
    "a rate of broken promises": r"\b(rate|probability|chance|odds) of (breach|being broken|failure)|\d+ ?(%|percent) of (the )?promises|promises (are|get) broken in",
    "armed guarantees hold or fail": r"armed guarantees? (would|will|does|do|can|cannot|could) (hold|fail|work|protect|deter)",
    "a test of significance": r"\bsignifican|\bp ?[=<] ?0",
}


def test_nothing_that_must_not_be_said(chapter):
    name, text, *_ = chapter
    found = {
        rule: m[0] for rule, pattern in MUST_NOT.items() if (m := re.search(pattern, text, re.IGNORECASE))
    }
    assert found == {}, name


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("18 days as a finding", "The median truce lasted 18 days."),
        ("two weeks as a finding", "Truces lasted two weeks on average."),
        ("truces before and after 2022 compared", "Truces since 2022 are shorter."),
        ("truces before and after 2022 compared", "Truces lasted longer before 2022."),
        ("an effect of armed third parties", "A third-party force would have kept the truce."),
        ("an effect of armed third parties", "Such troops make truces last; foreign troops help."),
        ("what stands behind a line decides", "The risk depends on what stands behind a line."),
        ("expiry as neutral", "Here expiry is neutral."),
        ("counts fell because the truce worked", "Violations fell because the truce worked."),
        ("interpolation", "The total of 2018 was interpolated."),
        ("a rate of broken promises", "69 percent of promises fail."),
        ("armed guarantees hold or fail", "An armed guarantee would hold."),
        ("a test of significance", "The difference is significant."),
    ],
)
def test_the_scan_finds_what_must_not_be_said(rule, sentence):
    assert re.search(MUST_NOT[rule], sentence, re.IGNORECASE)


def test_no_exhibit_sets_periods_side_by_side():
    base = record.truces()
    for frame in (
        charts.truce_table(base),
        charts.variant_table(record.estimates()),
        charts.measure_table(record.breach_and_collapse()),
    ):
        assert not any(re.search("period|before|after 20|since 20", c) for c in frame.columns)
    assert not any("after 2021" in v or "2022 on" in v for v in charts.VARIANTS.values())


def test_the_sentence_that_holds_and_the_limits_are_said():
    text, *_ = read("ceasefires")
    for said in (
        "Half of the truces along the whole front since 2014 had failed after about 5 weeks: the median is 34 days, with a 95 percent interval from 7 to 84 days (21 truces, 16 failures)",
        "the median lies between 13 and 39 days",
        "None of the 35 truces in the table was guarded by armed foreign troops, so the record says nothing",
        "the chapter compares no periods",
        "it is not a forecast",
        "They do not say who fired".lower(),
        "None was found for 2016, 2018 and 2021",
        "an accident that has nothing to do with the truce. Here it is not one",
        "22 cases",
        "claim C32",
        "claim C45",
        "claim C51",
    ):
        assert said in text, said


def test_the_chapter_on_promises_says_its_limits():
    text, *_ = read("promises")
    for said in (
        "Of the 16 promises listed here, made from 1945 to 2023, 11 were broken, 3 were kept in part, 1 was kept and 1 was never signed",
        "None that was in force carried an armed guarantee",
        "does not show whether an armed guarantee would",
        "The tally is not a rate for promises in general",
        *(f"claim C{n}" for n in (23, 24, 33, 34, 35, 36, 42)),
    ):
        assert said in text, said


def test_gaps_are_named_in_the_captions():
    *_, shown = read("ceasefires")
    captions = {p["name"]: p["caption"] for p in shown}
    assert "No total was found for 2016, 2018, 2021" in captions["fig-truce-years"]
    assert "The end of 6 truces is not known and is left as a gap" in captions["fig-truce-lanes"]
    assert "6 truces with an unknown end" in captions["fig-truce-curve"]
    assert all("n = " in captions[f] for f in captions if f.startswith("fig-"))


def test_every_value_said_is_used(chapter):
    name, _, _, unused, _ = chapter
    assert unused == set(), name


def test_the_prose_has_the_length_of_a_chapter(chapter):
    name, _, prose, *_ = chapter
    assert 800 <= len(re.sub(r"\{[a-z]+\}`[^`]*`|[*`:{}]", " ", prose).split()) <= 1500, name
