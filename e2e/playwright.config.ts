import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './find-chromium.ts';

// Workers read this file again and inherit the environment: one folder and one seed for the whole run.
process.env.E2E_FOLDER ??= mkdtempSync(join(tmpdir(), 'hadir-e2e-'));
process.env.E2E_SEED ??= String(Math.floor(Math.random() * 2 ** 32));
const folder = process.env.E2E_FOLDER;
const isRoot = process.getuid?.() === 0;
const executablePath = findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  globalTeardown: './global-clean.ts',
  // One camera, one class at a time.
  workers: 1,
  fullyParallel: false,
  // Every run has its own random clips, on a machine that may be busy; the run says which journeys needed this.
  retries: 1,
  timeout: 150_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: process.env.E2E_REPORTER ?? 'list',
  metadata: { seed: process.env.E2E_SEED },
  use: {
    // A trace looks at the page all the time, which costs more than the product does.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${join(folder, 'camera.mjpeg')}`,
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
