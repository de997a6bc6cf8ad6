import type { FieldFault } from './decide.ts';
import { type JsonReader, jsonReader, parseJson } from './json-reader.ts';
import type { PublishedScheme } from './published-scheme.ts';
import { type PublishedRow, publishRow } from './row.ts';
import { CAUSES, FULL_POINTS, GRADES, MOST_POINTS, type PointTable, type Scheme } from './scheme.ts';
import { type ScoredUnit, score } from './score.ts';
import type { Adjustment, Fact } from './sum-facts.ts';
import { brokenRules, validateScheme } from './validate-scheme.ts';

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

function readTable(read: JsonReader, value: unknown, field: string): PointTable {
  return pairs(read, value, field, (many, points, at) => [read.whole(many, at), read.hundredths(points, at)]);
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value);
}

/** A scheme; what was added to the form later may be missing, and is then as it was before it. */
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
    points: readTable(read, json['points'], 'points'),
    steps: json['steps'] === true,
    early: readTable(read, json['early'] ?? [], 'early'),
    causes: read
      .list(json['causes'] ?? CAUSES, 'causes')
      .map((cause, place) => read.oneOf(cause, `causes.${place}`, CAUSES)),
    coordinatingWeight: read.whole(json['coordinatingWeight'] ?? 0, 'coordinatingWeight'),
    leastTaskWeight: read.whole(json['leastTaskWeight'] ?? 1, 'leastTaskWeight'),
    mostTaskWeight: read.whole(json['mostTaskWeight'] ?? 3, 'mostTaskWeight'),
    firstGradeQuota: orNull(json['firstGradeQuota'], (quota) => read.whole(quota, 'firstGradeQuota')),
    firstGradeBar: orNull(json['firstGradeBar'], (days) => read.whole(days, 'firstGradeBar')),
    unratedQuality: orNull(json['unratedQuality'], (points) => read.hundredths(points, 'unratedQuality')),
    adjustmentMost: read.hundredths(json['adjustmentMost'] ?? 0, 'adjustmentMost'),
    grades: pairs(read, json['grades'], 'grades', (least, grade, at) => [
      read.hundredths(least, at),
      read.oneOf(grade, at, GRADES),
    ]),
    components: read.list(json['components'], 'components').map((item, place) => {
      const component = read.record(item, `components.${place}`);
      return {
        name: read.text(component['name'], `components.${place}.name`),
        weight: read.whole(component['weight'], `components.${place}.weight`),
        allowed: orNull(component['allowed'], (days) => read.whole(days, `components.${place}.allowed`)),
        points: orNull(component['points'], (table) => readTable(read, table, `components.${place}.points`)),
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

function readFact(read: JsonReader, item: unknown, at: string, most: number): Fact {
  const json = read.record(item, at);
  const fact = {
    unit: read.text(json['unit'], `${at}.unit`),
    component: read.text(json['component'], `${at}.component`),
    weight: read.whole(json['weight'], `${at}.weight`),
    points: read.hundredths(json['points'], `${at}.points`),
    count: read.whole(json['count'] ?? 1, `${at}.count`),
    daysLate: orNull(json['daysLate'], (days) => read.whole(days, `${at}.daysLate`)),
  };
  if (fact.weight < 1) read.fault(`${at}.weight`, 'facts.fromOne');
  if (fact.count < 1) read.fault(`${at}.count`, 'facts.fromOne');
  if (fact.points < 0 || fact.points > most) read.fault(`${at}.points`, 'facts.pointsOutOfRange');
  return fact;
}

function readFacts(read: JsonReader, value: unknown, units: readonly ScoredUnit[], scheme: Scheme): Fact[] {
  const codes = new Set(units.map(({ code }) => code));
  const components = new Set(scheme.components.map(({ name }) => name));
  const most = scheme.early.length > 0 ? MOST_POINTS : FULL_POINTS;
  return read.list(value, 'facts').map((item, place) => {
    const fact = readFact(read, item, `facts.${place}`, most);
    if (!codes.has(fact.unit)) read.fault(`facts.${place}.unit`, 'facts.unknownUnit');
    if (!components.has(fact.component)) read.fault(`facts.${place}.component`, 'facts.unknownComponent');
    return fact;
  });
}

function readAdjustments(read: JsonReader, value: unknown, units: readonly ScoredUnit[]): Adjustment[] {
  const codes = new Set(units.map(({ code }) => code));
  return read.list(value ?? [], 'adjustments').map((item, place) => {
    const at = `adjustments.${place}`;
    const json = read.record(item, at);
    const unit = read.text(json['unit'], `${at}.unit`);
    if (!codes.has(unit)) read.fault(`${at}.unit`, 'facts.unknownUnit');
    return {
      unit,
      points: read.hundredths(json['points'], `${at}.points`),
      document: read.text(json['document'], `${at}.document`),
    };
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
  const adjustments = readAdjustments(read, json['adjustments'], units);
  const faults = [...read.faults, ...brokenRules(scheme)];
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, items: score(scheme, { units, facts, adjustments }).map(publishRow) };
}

export type SchemeRead = { ok: true; scheme: Scheme } | { ok: false; faults: FieldFault[] };

function schemeIn(read: JsonReader, value: unknown, validate: typeof validateScheme): SchemeRead {
  const scheme = readScheme(read, value);
  const unread = new Set(read.faults.map(({ field }) => field.split('.')[0]));
  const broken = validate(scheme).filter(({ field }) => !unread.has(field));
  const faults = [...read.faults, ...broken];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scheme };
}

/** A scheme from the text of `scheme.json`, or every fault by its place in it. */
export function schemeFrom(schemeJson: string): SchemeRead {
  const read = jsonReader();
  const value = parseJson(read, schemeJson, 'scheme');
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : schemeIn(read, value, validateScheme);
}

/** A scheme from its published form, or every fault by its place in it. */
export function schemeOf(published: unknown): SchemeRead {
  return schemeIn(jsonReader(), published, validateScheme);
}

/**
 * The scheme of what keeps one in its published form: a version, an edition. Schemes are checked before they are kept,
 * so one that can't be used is a fault of the program, and throws.
 */
export function keptScheme({ scheme }: { scheme: PublishedScheme }): Scheme {
  const read = schemeIn(jsonReader(), scheme, brokenRules);
  if (!read.ok) throw new Error(`a kept scheme is broken: ${JSON.stringify(read.faults)}`);
  return read.scheme;
}
