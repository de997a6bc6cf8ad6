import type { FieldFault } from './decide.ts';
import { type JsonReader, jsonReader, parseJson } from './json-reader.ts';
import { type PublishedRow, publishRow } from './row.ts';
import { FULL_POINTS, GRADES, type Scheme, validateScheme } from './scheme.ts';
import { type ScoredUnit, score } from './score.ts';
import type { Fact } from './sum-facts.ts';

export type FilesScored = { ok: true; items: PublishedRow[] } | { ok: false; faults: FieldFault[] };

function pairs<B>(
  read: JsonReader,
  value: unknown,
  field: string,
  pair: (a: unknown, b: unknown, at: string) => B,
): B[] {
  return read.list(value, field).map((item, place) => {
    const at = `${field}.${place}`;
    const both = read.list(item, at);
    return pair(both[0], both[1], at);
  });
}

function readScheme(read: JsonReader, value: unknown): Scheme {
  const json = read.record(value, 'scheme');
  return {
    name: read.text(json['name'], 'name'),
    version: read.whole(json['version'], 'version'),
    basis: read.oneOf(json['basis'], 'basis', ['current', 'original']),
    kappa: read.whole(json['kappa'], 'kappa'),
    zHundredths: read.hundredths(json['z'], 'z'),
    leastWeight: read.whole(json['leastWeight'], 'leastWeight'),
    openOverdueCap: read.hundredths(json['openOverdueCap'], 'openOverdueCap'),
    points: pairs(read, json['points'], 'points', (days, points, at) => [
      read.whole(days, at),
      read.hundredths(points, at),
    ]),
    grades: pairs(read, json['grades'], 'grades', (least, grade, at) => [
      read.hundredths(least, at),
      read.oneOf(grade, at, GRADES),
    ]),
    components: read.list(json['components'], 'components').map((item, place) => {
      const component = read.record(item, `components.${place}`);
      return {
        name: read.text(component['name'], `components.${place}.name`),
        weight: read.whole(component['weight'], `components.${place}.weight`),
      };
    }),
    excluded: read.list(json['excluded'] ?? [], 'excluded').map((item, place) => {
      const excluded = read.record(item, `excluded.${place}`);
      return {
        unit: read.text(excluded['unit'], `excluded.${place}.unit`),
        reason: read.text(excluded['reason'], `excluded.${place}.reason`),
      };
    }),
  };
}

function readUnits(read: JsonReader, value: unknown): ScoredUnit[] {
  const seen = new Set<string>();
  return read.list(value, 'units').map((item, place) => {
    const at = `units.${place}`;
    const { code, group, reason } = read.record(item, at);
    const unit: ScoredUnit = {
      code: read.text(code, `${at}.code`),
      group: group === null || group === undefined ? null : read.text(group, `${at}.group`),
    };
    if (seen.has(unit.code)) read.fault(`${at}.code`, 'facts.unitTwice');
    seen.add(unit.code);
    if (reason === null || reason === undefined) return unit;
    return { ...unit, reason: read.oneOf(reason, `${at}.reason`, ['verifiesItself', 'excluded']) };
  });
}

function readFact(read: JsonReader, item: unknown, at: string): Fact {
  const json = read.record(item, at);
  const fact = {
    unit: read.text(json['unit'], `${at}.unit`),
    component: read.text(json['component'], `${at}.component`),
    weight: read.whole(json['weight'], `${at}.weight`),
    points: read.hundredths(json['points'], `${at}.points`),
    count: read.whole(json['count'] ?? 1, `${at}.count`),
  };
  if (fact.weight < 1) read.fault(`${at}.weight`, 'facts.fromOne');
  if (fact.count < 1) read.fault(`${at}.count`, 'facts.fromOne');
  if (fact.points < 0 || fact.points > FULL_POINTS) read.fault(`${at}.points`, 'facts.pointsOutOfRange');
  return fact;
}

function readFacts(read: JsonReader, value: unknown, units: readonly ScoredUnit[], scheme: Scheme): Fact[] {
  const codes = new Set(units.map(({ code }) => code));
  const components = new Set(scheme.components.map(({ name }) => name));
  return read.list(value, 'facts').map((item, place) => {
    const fact = readFact(read, item, `facts.${place}`);
    if (!codes.has(fact.unit)) read.fault(`facts.${place}.unit`, 'facts.unknownUnit');
    if (!components.has(fact.component)) read.fault(`facts.${place}.component`, 'facts.unknownComponent');
    return fact;
  });
}

/**
 * The rows of `dondoc ranking score FACTS SCHEME` from the texts of `facts.json` and `scheme.json` in the forms
 * that an edition publishes (contract.md, "Command line"), or every fault by its place in them. What a form
 * carries beyond the needed is left alone.
 */
export function scoreFiles(factsJson: string, schemeJson: string): FilesScored {
  const read = jsonReader();
  const schemeValue = parseJson(read, schemeJson, 'scheme');
  const factsValue = parseJson(read, factsJson, 'facts');
  if (read.faults.length > 0) return { ok: false, faults: read.faults };
  const scheme = readScheme(read, schemeValue);
  const json = read.record(factsValue, 'facts');
  const units = readUnits(read, json['units']);
  const facts = readFacts(read, json['facts'], units, scheme);
  const faults = [...read.faults, ...validateScheme(scheme)];
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, items: score(scheme, { units, facts }).map(publishRow) };
}

/** A scheme from the text of `scheme.json`, or every fault by its place in it. */
export function schemeFrom(
  schemeJson: string,
): { ok: true; scheme: Scheme } | { ok: false; faults: FieldFault[] } {
  const read = jsonReader();
  const value = parseJson(read, schemeJson, 'scheme');
  if (read.faults.length > 0) return { ok: false, faults: read.faults };
  const scheme = readScheme(read, value);
  const faults = [...read.faults, ...validateScheme(scheme)];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scheme };
}
