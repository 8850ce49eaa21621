import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { EmbedBench } from './embed.page.ts';
import type { LookBench } from './look.page.ts';
import type { OursBench } from './ours.page.ts';
import type { PeerBench } from './peer.page.ts';
import type { SeedsBench } from './seeds.page.ts';
import type { TensorsBench } from './tensors.page.ts';

declare global {
  /** What the page at hand offers to `page.evaluate`. */
  var bench: EmbedBench & LookBench & OursBench & PeerBench & SeedsBench & TensorsBench;
}

/** Chromium without a screen, on Debian's or Playwright's binary, its camera fed from an MJPEG file. */
export async function openBrowser(clip: string): Promise<Browser> {
  const installed = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const executablePath = installed.find((path) => path && existsSync(path));
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${clip}`,
    ],
  });
}

/** A page whose errors end the bench. */
export async function openPage(browser: Pick<Browser, 'newPage'>, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(address);
  return page;
}
