import type { Page } from '@playwright/test';
import { type Watched, watchFor, watchPage } from './watch-page.ts';

/** The same camera on a page that does nothing else: what machine and browser can do at this moment. */
export async function calibrate(
  page: Page,
  address: string,
  milliseconds: number,
): Promise<Watched & { openMs: number }> {
  const url = `${address}/calibration`;
  const body = '<!doctype html><title>calibration</title><video muted playsinline width="640" height="480"></video>';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await watchPage(page);
  await page.goto(url);
  const openMs = await page.evaluate(async () => {
    const startedAt = performance.now();
    const video = document.querySelector('video');
    if (!video) throw new Error('no video');
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    await video.play();
    return performance.now() - startedAt;
  });
  const watched = await watchFor(page, milliseconds);
  await page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
  });
  return { ...watched, openMs };
}
