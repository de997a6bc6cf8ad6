import type { Day } from '../src/domain/day.ts';
import type { Chance } from './chance.ts';

const QUARTERS = ['I', 'II', 'III', 'IV'];

type Parts = { d: number; m: number; y: number };

/** Ways in which papers write the day of a deadline. */
const BY_DAY: readonly ((parts: Parts) => string)[] = [
  ({ d, m, y }) => `${d}/${m}/${y}`,
  ({ d, m, y }) => `trước ngày ${d}/${m}/${y}`,
  ({ d, m, y }) => `trước ngày ${String(d).padStart(2, '0')}/${String(m).padStart(2, '0')}/${y}`,
  ({ d, m, y }) => `ngày ${d} tháng ${m} năm ${y}`,
  ({ d, m, y }) => `hoàn thành trước ngày ${d} tháng ${m} năm ${y}`,
  ({ d, m, y }) => `chậm nhất ngày ${d}/${m}/${y}`,
  ({ d, m, y }) => `trước 17 giờ ngày ${d}/${m}/${y}`,
  ({ d, m }) => `trước ngày ${d}/${m}`,
  ({ m, y }) => `trong tháng ${m}/${y}`,
  ({ m, y }) => `cuối tháng ${m}/${y}`,
  ({ m, y }) => `quý ${QUARTERS[Math.ceil(m / 3) - 1]}/${y}`,
];

/** Ways in which they count it. */
const BY_COUNT: readonly ((days: number) => string)[] = [
  (days) => `chậm nhất ${Math.max(5, Math.round((days * 5) / 7))} ngày làm việc kể từ ngày ký`,
  (days) => `${Math.max(5, Math.round((days * 5) / 7))} ngày làm việc`,
  (days) => `trong vòng ${days} ngày kể từ ngày ký`,
];

const STANDING = ['thường xuyên', 'hàng tháng', null];

/** A deadline about `days` calendar days after the paper, as papers write it; now and then none. */
export function writtenDeadline(chance: Chance, issuedOn: Day, days: number): string | null {
  if (chance.happens(0.03)) return chance.pick(STANDING);
  if (days < 45 && chance.happens(0.35)) return chance.pick(BY_COUNT)(days);
  const { day, month, year } = Temporal.PlainDate.from(issuedOn).add({ days });
  return chance.pick(BY_DAY)({ d: day, m: month, y: year });
}
