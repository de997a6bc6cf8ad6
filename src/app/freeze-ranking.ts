import { inTransaction } from '../db/connect.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { type EditionRow, insertEdition, putEditionFacts, removeEditionFacts } from '../db/edition-store.ts';
import { newId } from '../db/ids.ts';
import { findLastSeal } from '../db/seal-store.ts';
import { amendAdjustments, amendFigures } from '../domain/amend-fact.ts';
import type { When } from '../domain/day.ts';
import type { EditionBasis, FrozenFact, FrozenUnit } from '../domain/edition.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import { schemeAsPublished } from '../domain/published-scheme.ts';
import type { Scheme } from '../domain/scheme.ts';
import { keptScheme } from '../domain/score-files.ts';
import { asNamedOn } from '../domain/unit.ts';
import { countFromLedger } from './count-edition.ts';
import { type Before, editionsBefore } from './editions-before.ts';
import { adjustmentsInForce, figuresInForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import { Conflict, done, Forbidden, faulty, NotFound, type Outcome } from './outcome.ts';
import { inTurnAt, standOf } from './period-turn.ts';
import { scoredUnits } from './ranking-input.ts';
import { schemeInForce } from './scheme-in-force.ts';
import { writeSeal } from './write-seal.ts';

/**
 * What is asked to be frozen; without a `scheme` by that of the edition which units have seen last, and before there is one by
 * the one in force for the period.
 */
export type Freezing = {
  assigner: string;
  period: string;
  cutoff: string;
  scheme: Scheme | null;
  /** Why an edition that units have seen is corrected by a new one. */
  reason: string | null;
};

async function unitsOf(
  house: House,
  { assigner, cutoff }: Freezing,
  period: Period,
  scheme: Scheme,
): Promise<FrozenUnit[]> {
  return (await scoredUnits(house, { assigner, period, scheme })).map(({ code, group, reason }) => {
    const excluded = scheme.excluded.some((one) => one.unit === code);
    const unit = house.directory.unit(code);
    const name = unit === undefined ? code : asNamedOn(unit, cutoff).name;
    return { code, name, group, reason: reason ?? (excluded ? 'excluded' : null) };
  });
}

function faultsOf({ cutoff, reason }: Freezing, period: Period, { seen, waiting }: Before, when: When) {
  if (cutoff > when.today) return faulty({ field: 'cutoff', code: 'dayAhead' });
  if (cutoff < period.from) return faulty({ field: 'cutoff', code: 'cutoffBeforePeriod' });
  if (waiting > 0) return faulty({ field: 'period', code: 'disputesWait', params: { n: waiting } });
  if (seen !== null && reason === null) return faulty({ field: 'reason', code: 'required' });
  return null;
}

/**
 * Counts an edition from the ledger and writes it behind its facts, none of which stay without it. Throws Conflict when its
 * number is taken, or when the period has gone on from where it stood.
 */
export async function writeEdition(
  house: House,
  basis: EditionBasis,
  step: EditionRow['course'][number],
  stand: string,
): Promise<EditionRow> {
  const id = newId();
  const part = (number: number, facts: FrozenFact[]) => putEditionFacts(house.connection, id, number, facts);
  const { state, at, by } = step;
  const frozen = { frozenAt: at, frozenBy: by, state, disputesUntil: null, course: [step] };
  try {
    const counted = await countFromLedger(house, basis, { part });
    const row: EditionRow = { ...basis, ...counted, _id: id, ...frozen };
    await inTransaction(house.connection, async (session) => {
      await inTurnAt(house, session, basis, stand);
      await insertEdition(house.connection, session, row);
    });
    return row;
  } catch (error) {
    await removeEditionFacts(house.connection, id);
    throw isDuplicate(error) ? new Conflict('stale') : error;
  }
}

/**
 * Freezes the ranking of a period at the end of a day, from the ledger alone: a draft edition with its facts, scheme,
 * units, calendar, result, the seal that it rests on, and the SHA-256 of its canonical form (design.md, section 8). What was
 * decided on disputes of the period stays decided. Refused while disputes wait in the open edition that it would replace.
 * Throws Forbidden for whoever is no head of the assigner's Office, NotFound for another's assigner.
 */
export async function freezeRanking(
  house: House,
  asked: Freezing,
  actor: Actor,
  when: When,
): Promise<Outcome<EditionRow>> {
  const grants = grantsOf(actor, 'freezeRankings');
  if (grants.length === 0) throw new Forbidden();
  if (!grants.some(({ post }) => post.unit === asked.assigner)) throw new NotFound();
  const period = parsePeriod(asked.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const stand = await standOf(house, { assigner: asked.assigner, period: period.text });
  const before = await editionsBefore(house, asked.assigner, period.text);
  const faults = faultsOf(asked, period, before, when);
  if (faults !== null) return faults;
  const { number, seen, published, amendments } = before;
  const goesOn = seen === null ? await schemeInForce(house, asked.assigner, period) : keptScheme(seen);
  const scheme = asked.scheme ?? goesOn;
  await writeSeal(house, when);
  const seal = await findLastSeal(house.connection);
  const until = asked.cutoff === when.today ? when.now : null;
  const units = await unitsOf(house, asked, period, scheme);
  const codes = new Set(units.map(({ code }) => code));
  const inForce = { assigner: asked.assigner, period, day: asked.cutoff, moment: until };
  const basis: EditionBasis = {
    assigner: asked.assigner,
    period: period.text,
    cutoff: asked.cutoff,
    until,
    edition: number,
    replaces: seen?._id ?? null,
    corrects: published?._id ?? null,
    reason: asked.reason,
    scheme: schemeAsPublished(scheme),
    units,
    calendar: [...house.calendar().years.values()],
    seal: seal === null ? null : { number: seal._id, hash: seal.hash },
    seen: null,
    amendments,
    figures: amendFigures(await figuresInForce(house, inForce, scheme, codes), amendments),
    adjustments: amendAdjustments(await adjustmentsInForce(house, inForce, scheme, codes), amendments),
  };
  const step = { state: 'draft' as const, at: when.now, by: actor.username };
  return done(await writeEdition(house, basis, step, stand));
}
