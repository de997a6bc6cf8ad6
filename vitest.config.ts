import { defineConfig } from 'vitest/config';

/** Tests run against real parts (database, mail server, browser); two files at a time suit a small machine. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'tmp/tests.json' }]],
  },
});
