import type { SchemeRow, SchemeStep } from '../db/scheme-store.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { SchemeState } from '../domain/scheme-course.ts';
import { paths } from '../paths.ts';
import type { EditionReader } from './edition-words.ts';
import { formatDay, formatMoment } from './format.ts';

const STATE_KEYS: Record<SchemeState, string> = {
  draft: 'scheme.state.draft',
  approved: 'scheme.state.approved',
  withdrawn: 'scheme.state.withdrawn',
};

const STEP_KEYS: Record<SchemeStep['step'], string> = {
  drafted: 'scheme.step.drafted',
  changed: 'scheme.step.changed',
  approved: 'scheme.step.approved',
  ended: 'scheme.step.ended',
  withdrawn: 'scheme.step.withdrawn',
};

/** `Bộ tiêu chí của tỉnh, phiên bản 2`. */
export function schemeTitle(
  { name, version }: Pick<Scheme, 'name' | 'version'>,
  { t }: EditionReader,
): string {
  return t('scheme.title', { name, n: version });
}

/** For which periods a version holds, or that it is a draft or withdrawn. */
export function stateOf(
  { state, inForceFrom: from, inForceTo: to }: SchemeRow,
  { t }: EditionReader,
): string {
  if (state !== 'approved' || from === null) return t(STATE_KEYS[state]);
  return to === null
    ? t('scheme.inForce.from', { from: formatDay(from) })
    : t('scheme.inForce.span', { from: formatDay(from), to: formatDay(to) });
}

/** A row of the list of schemes. */
export function schemeItem(row: SchemeRow, reader: EditionReader) {
  const { name, version } = row.scheme;
  return {
    href: paths.scheme(row._id),
    title: schemeTitle({ name, version }, reader),
    name,
    state: stateOf(row, reader),
  };
}

/** What happened to a version, newest last. */
export function schemeCourse({ course }: SchemeRow, { t, personName }: EditionReader) {
  return course.map(({ step, at, by, reason }) => ({
    text: t(STEP_KEYS[step]),
    at,
    moment: formatMoment(at),
    who: personName(by),
    reason,
  }));
}
