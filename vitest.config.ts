import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'api',
          root: 'apps/api',
          include: ['src/**/*.test.ts'],
          globalSetup: ['src/test/database.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: 'scripts', root: 'scripts', include: ['*.test.ts'] } },
      // The real tree, started and killed; apart, because it needs the web app built and the machine for itself.
      {
        test: {
          name: 'start',
          root: 'scripts',
          include: ['faults/*.test.ts'],
          fileParallelism: false,
          hookTimeout: 300_000,
        },
      },
      { test: { name: 'web', root: 'apps/web', include: ['src/**/*.test.ts'] } },
      { test: { name: 'face', root: 'bench', include: ['face/*.test.ts', 'accuracy/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
