import type { Component, PointTable, Scheme } from '../domain/scheme.ts';
import { flawsOf, lawsHold } from '../domain/scheme-flaws.ts';
import { formatNumber } from './format.ts';
import { componentName, gradeName, speechOf } from './score-words.ts';
import type { Reader } from './words.ts';

function pointsText({ language }: Reader, hundredths: number): string {
  return formatNumber(hundredths / 100, language);
}

function tableText(reader: Reader, table: PointTable, row: 'score.how.row' | 'score.how.many'): string {
  return table
    .map(([days, points]) => reader.t(row, { days, points: pointsText(reader, points) }))
    .join('; ');
}

/** One component: its share, and its own table where it has one. */
function componentText(reader: Reader, { name, weight, points }: Component): string {
  const component = componentName(speechOf(reader), name);
  const said = reader.t('score.how.component', { component, weight });
  const table = points === null || points === undefined ? null : tableText(reader, points, 'score.how.many');
  return table === null ? said : `${said} (${table})`;
}

function componentsText(reader: Reader, { components }: Scheme): string[] {
  if (components.length === 1) return [];
  const list = components.map((component) => componentText(reader, component)).join('; ');
  return [reader.t('score.how.components', { list })];
}

function basisText({ t }: Reader, { basis, causes }: Scheme): string {
  if (basis === 'original') return t('score.how.original');
  if (causes.length === 3) return t('score.how.current');
  return causes.length === 0
    ? t('score.how.noCause')
    : t('score.how.causes', { causes: causes.map((cause) => t(`cause.${cause}`)).join(', ') });
}

function extrasText(reader: Reader, scheme: Scheme): string[] {
  const { t } = reader;
  const { firstGradeQuota: quota, firstGradeBar: bar, early, coordinatingWeight } = scheme;
  const first = scheme.grades[0];
  const grade = first === undefined ? '' : gradeName(speechOf(reader), first[1]);
  return [
    ...(early.length === 0
      ? []
      : [t('score.how.early', { table: tableText(reader, early, 'score.how.many') })]),
    ...(coordinatingWeight === 0 ? [] : [t('score.how.coordinating', { weight: coordinatingWeight })]),
    ...(quota === null ? [] : [t('score.how.quota', { grade, percent: quota })]),
    ...(bar === null ? [] : [t('score.how.bar', { grade, days: bar })]),
    ...(scheme.adjustmentMost === 0
      ? []
      : [t('score.how.adjustment', { most: pointsText(reader, scheme.adjustmentMost) })]),
  ];
}

/** How a scheme counts, one sentence for each of its figures, to be read out (pages.md, "Ranking"). */
export function schemeSentences(reader: Reader, scheme: Scheme): string[] {
  const { t } = reader;
  const grades = scheme.grades
    .map(([least, grade]) =>
      t('score.how.grade', { grade: gradeName(speechOf(reader), grade), least: pointsText(reader, least) }),
    )
    .join('; ');
  const table = tableText(reader, scheme.points, 'score.how.row');
  return [
    basisText(reader, scheme),
    ...componentsText(reader, scheme),
    t(scheme.steps ? 'score.how.steps' : 'score.how.points', { table }),
    t('score.how.open', { cap: pointsText(reader, scheme.openOverdueCap) }),
    ...(scheme.kappa === 0 ? [t('score.how.mean')] : [t('score.how.shrink', { kappa: scheme.kappa })]),
    t('score.how.least', { least: scheme.leastWeight }),
    ...extrasText(reader, scheme),
    t('score.how.range'),
    t('score.how.grades', { grades }),
  ];
}

/** What is known to be wrong with a scheme's way of counting, and whether the laws hold; none for a sound one. */
export function flawSentences({ t }: Reader, scheme: Scheme): string[] {
  const flaws = flawsOf(scheme).map((flaw) => t(`score.flaw.${flaw}`));
  return lawsHold(scheme) ? flaws : [t('score.flaw.laws'), ...flaws];
}
