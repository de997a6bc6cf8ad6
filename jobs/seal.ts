import { writeSeal } from '../src/app/write-seal.ts';
import type { Job } from './job.ts';

/** The nightly seal of the ledger. */
export const seal: Job = {
  name: 'seal',
  schedule: '50 23 * * *',
  everyMinutes: 24 * 60,
  work: async ({ house, when }) => (await writeSeal(house, when()))?.tasks ?? 0,
};
