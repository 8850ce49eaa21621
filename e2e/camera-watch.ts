import { expect, type Page } from '@playwright/test';

type CameraCalls = {
  /** Of getUserMedia. */
  calls: number;
  /** Before anybody had tapped. */
  untapped: number;
  /** Live streams at a time, at most. */
  mostLive: number;
  /** Live now. */
  live: number;
  /** Live, and darkened. */
  dark: number;
  /** Which camera each call asked for: a device's id, or the side it faces. */
  wanted: string[];
};

/** Counts what every page of the phone that is loaded from now on asks of the camera. */
export async function watchCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const streams: MediaStream[] = [];
    const seen = { calls: 0, untapped: 0, mostLive: 0, wanted: [] as string[] };
    const listLive = () =>
      streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live');
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      seen.calls += 1;
      if (!navigator.userActivation.hasBeenActive) seen.untapped += 1;
      seen.wanted.push(JSON.stringify(constraints?.video));
      const stream = await ask(constraints);
      streams.push(stream);
      seen.mostLive = Math.max(seen.mostLive, listLive().length);
      return stream;
    };
    Object.assign(window, {
      readCamera: () => ({
        ...seen,
        live: listLive().length,
        dark: listLive().filter((track) => !track.enabled).length,
      }),
    });
  });
}

export async function readCamera(page: Page): Promise<CameraCalls> {
  return await page.evaluate(() => Reflect.get(window, 'readCamera')());
}

/** Until the count of live streams is this. */
export async function expectLive(page: Page, live: number): Promise<void> {
  await expect.poll(async () => (await readCamera(page)).live).toBe(live);
}

/** As when another app comes to the front, or this one again. */
export async function turnPage(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
