import type { Page } from '@playwright/test';
import { type Watched, watchFor, watchPage } from './watch-page.ts';

/** The same camera on a page that does nothing else: what machine and browser can do at this moment. */
export async function calibrate(page: Page, address: string, milliseconds: number): Promise<Watched> {
  await watchPage(page);
  // A page of the same origin that is no app, so that it may use the camera and no service worker answers for it.
  await page.goto(`${address}/api/csrf`);
  await page.evaluate(async () => {
    const video = document.createElement('video');
    video.muted = true;
    document.body.replaceChildren(video);
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    await video.play();
  });
  const watched = await watchFor(page, milliseconds);
  await page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
  });
  return watched;
}
