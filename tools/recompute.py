#!/usr/bin/env python3
"""Recompute a ranking from what was published, without the program that made it.

    python3 tools/recompute.py FACTS SCHEME

FACTS and SCHEME are facts.json and scheme.json of a published edition. Prints {"items": [...]}, the rows of
result.json. Needs Python 3.8 or later and nothing else. How it is counted: docs/scoring.md.
"""

import json
import sys
from decimal import Decimal
from fractions import Fraction
from math import floor, isqrt


# Components that follow from tasks; any other is a criterion that another body decides by month.
OF_TASKS = {"timeliness", "returned", "acknowledgement", "reporting", "quality"}


class Fault(Exception):
    """A file that can't be used; its text says where and why."""


def exact(value, where):
    """A JSON number as an exact fraction; at most two decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Fault(f"{where}: not a number")
    result = Fraction(value)
    if (result * 100).denominator != 1:
        raise Fault(f"{where}: more than two decimals")
    return result


def whole(value, where, least):
    result = exact(value, where)
    if result.denominator != 1 or result < least:
        raise Fault(f"{where}: not a whole number from {least}")
    return int(result)


def nearest(value):
    """The nearest whole number, halves up."""
    return floor(value + Fraction(1, 2))


def nearest_with_root(middle, sign, square):
    """The whole number nearest to middle + sign * sqrt(square), halves up, by guessing and proving.

    n is at most x + 1/2 exactly when n - 1/2 - middle is at most sign * sqrt(square): a comparison of squares.
    """

    def at_most(n):
        gap = n - Fraction(1, 2) - middle
        if sign > 0:
            return gap <= 0 or gap * gap <= square
        return gap <= 0 and gap * gap >= square

    guess = nearest(middle) + sign * isqrt(floor(square))
    while not at_most(guess):
        guess -= 1
    while at_most(guess + 1):
        guess += 1
    return guess


def read_scheme(data):
    scheme = {
        "kappa": whole(data["kappa"], "kappa", 0),
        "z": exact(data["z"], "z"),
        "least": whole(data["leastWeight"], "leastWeight", 1),
        "grades": [(exact(least, "grades"), grade) for least, grade in data["grades"]],
        "components": [(one["name"], whole(one["weight"], "components", 1)) for one in data["components"]],
        "excluded": {one["unit"] for one in data.get("excluded", [])},
        "full": 120 if data.get("early") else 100,
        "quota": data.get("firstGradeQuota"),
        "bar": data.get("firstGradeBar"),
        "most": exact(data.get("adjustmentMost", 0), "adjustmentMost"),
    }
    if not scheme["components"] or not scheme["grades"]:
        raise Fault("scheme: components and grades are needed")
    return scheme


def read_facts(data, scheme):
    """Units as {code: (group, reason)}, facts as {(unit, component): [(weight, points, count)]}.

    Beside them the sum of each unit's bonus and penalty, and the units that a late task bars from the first grade.
    """
    units = {}
    for one in data["units"]:
        if one["code"] in units:
            raise Fault(f"units: {one['code']} is there twice")
        units[one["code"]] = (one.get("group"), one.get("reason"))
    names = {name for name, _ in scheme["components"]}
    facts = {}
    barred = set()
    for at, one in enumerate(data["facts"]):
        where = f"facts.{at}"
        if one["unit"] not in units:
            raise Fault(f"{where}: unknown unit {one['unit']}")
        if one["component"] not in names:
            raise Fault(f"{where}: unknown component {one['component']}")
        points = exact(one["points"], f"{where}.points")
        if not 0 <= points <= scheme["full"]:
            raise Fault(f"{where}.points: not from 0 to {scheme['full']}")
        weight = whole(one["weight"], f"{where}.weight", 1)
        count = whole(one.get("count", 1), f"{where}.count", 1)
        facts.setdefault((one["unit"], one["component"]), []).append((weight, points, count))
        if scheme["bar"] is not None and (one.get("daysLate") or 0) > scheme["bar"]:
            barred.add(one["unit"])
    adjusted = {}
    for at, one in enumerate(data.get("adjustments", [])):
        where = f"adjustments.{at}"
        if one["unit"] not in units:
            raise Fault(f"{where}: unknown unit {one['unit']}")
        adjusted[one["unit"]] = adjusted.get(one["unit"], 0) + exact(one["points"], f"{where}.points")
    most = scheme["most"]
    adjusted = {unit: max(-most, min(most, points)) for unit, points in adjusted.items()}
    return units, facts, adjusted, barred


def weight_of(facts):
    return sum(weight * count for weight, _, count in facts)


def points_of(facts):
    return sum(weight * points * count for weight, points, count in facts)


def spread_of(facts):
    """How far the facts of one unit lie from its own mean: the sum of w (p - mean) squared."""
    if not facts:
        return Fraction(0)
    mean = points_of(facts) / weight_of(facts)
    return sum(weight * count * (points - mean) ** 2 for weight, points, count in facts)


def score_group(scheme, members, facts, adjusted):
    """{unit: (exact score, low, high)} of the group, all units of it; low and high in ten-thousandths."""
    kappa = scheme["kappa"]
    sums = {unit: Fraction(0) for unit in members}
    squares = {unit: Fraction(0) for unit in members}
    shares = 0
    for name, share in scheme["components"]:
        own = {unit: facts.get((unit, name), []) for unit in members}
        total = sum(weight_of(one) for one in own.values())
        if total == 0:
            continue
        shares += share
        mean = Fraction(sum(points_of(one) for one in own.values())) / total
        variance = sum((spread_of(one) for one in own.values()), Fraction(0)) / total
        for unit in members:
            weight = weight_of(own[unit]) + kappa
            if weight == 0:
                sums[unit] += share * mean
                continue
            sums[unit] += share * (points_of(own[unit]) + kappa * mean) / weight
            squares[unit] += share * share * variance / weight
    result = {}
    for unit in members if shares else []:
        score = sums[unit] / shares + adjusted.get(unit, 0)
        square = squares[unit] * (scheme["z"] * 10000 / shares) ** 2
        low = nearest_with_root(score * 10000, -1, square)
        high = nearest_with_root(score * 10000, 1, square)
        result[unit] = (score, low, high)
    return result


def number(ten_thousandths):
    """Points for JSON, whole ones without a decimal point."""
    if ten_thousandths % 10000 == 0:
        return ten_thousandths // 10000
    return ten_thousandths / 10000


def reached(scheme, score):
    for at, (least, _) in enumerate(scheme["grades"]):
        if score >= least:
            return at
    return len(scheme["grades"]) - 1


def grade_of(scheme, scored, unit, barred):
    """The first grade only without a bar and within the quota; those who share a score have it all or none."""
    grades = [grade for _, grade in scheme["grades"]]
    score = scored[unit][0]
    at = reached(scheme, score)
    if at > 0:
        return grades[at]
    second = grades[1] if len(grades) > 1 else grades[0]
    if unit in barred:
        return second
    if scheme["quota"] is None:
        return grades[0]
    before = [
        one
        for one, (other, _, _) in scored.items()
        if one not in barred and reached(scheme, other) == 0 and other >= score
    ]
    return grades[0] if len(before) <= len(scored) * scheme["quota"] // 100 else second


def ranks(scheme, scored, unit, barred):
    score, low, high = scored[unit]
    others = scored.values()
    return {
        "rank": 1 + sum(other[0] > score for other in others),
        "rankFrom": 1 + sum(other[1] > high for other in others),
        "rankTo": len(scored) - sum(other[2] < low for other in others),
        "score": number(nearest(score * 10000)),
        "low": number(low),
        "high": number(high),
        "grade": grade_of(scheme, scored, unit, barred),
    }


NO_RANKS = dict.fromkeys(["rank", "rankFrom", "rankTo", "score", "low", "high", "grade"])


def recompute(facts_data, scheme_data):
    scheme = read_scheme(scheme_data)
    units, facts, adjusted, barred = read_facts(facts_data, scheme)
    names = [name for name, _ in scheme["components"]]
    counted = [name for name in names if name in OF_TASKS] or names
    per_component = {unit: [facts.get((unit, name), []) for name in counted] for unit in units}
    tasks = {unit: max(sum(count for _, _, count in one) for one in per_component[unit]) for unit in units}
    weights = {unit: max(weight_of(one) for one in per_component[unit]) for unit in units}
    reasons, groups = {}, {}
    for unit, (group, reason) in units.items():
        if reason is None and group is None:
            reason = "verifiesItself"
        if reason is None and unit in scheme["excluded"]:
            reason = "excluded"
        if reason is None:
            groups.setdefault(group, []).append(unit)
        reasons[unit] = reason
    placed = {}
    for members in groups.values():
        scored = score_group(scheme, members, facts, adjusted)
        ranked = {unit: scored[unit] for unit in members if weights[unit] >= scheme["least"]}
        for unit in members:
            if unit in ranked:
                placed[unit] = ranks(scheme, ranked, unit, barred)
            else:
                reasons[unit] = "tooFewTasks"
    rows = [
        {
            "unit": unit,
            "group": group,
            **placed.get(unit, NO_RANKS),
            "tasks": tasks[unit],
            "weight": weights[unit],
            "reason": reasons[unit],
        }
        for unit, (group, _) in units.items()
    ]
    return sorted(rows, key=row_order)


def row_order(row):
    group, rank = row["group"], row["rank"]
    return (group is None, group or "", rank is None, rank or 0, row["unit"])


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        data = []
        for path in arguments:
            with open(path, encoding="utf-8") as file:
                data.append(json.load(file, parse_float=Decimal))
        items = recompute(data[0], data[1])
    except (Fault, OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 1
    except (KeyError, TypeError, AttributeError) as fault:
        print(f"not in the published form: {fault!r}", file=sys.stderr)
        return 1
    print(json.dumps({"items": items}, ensure_ascii=False, separators=(",", ":")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
