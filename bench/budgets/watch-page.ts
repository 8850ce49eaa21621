import type { Page } from '@playwright/test';

/** What a page went through between two moments. */
export type Watched = {
  seconds: number;
  framesPerSecond: number;
  /** Lengths of the tasks of its main thread that took more than 50 ms, in milliseconds. */
  longTasks: number[];
};

/** To be called before the page is loaded: counts frames and long tasks from then on. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frames: number[] = [];
    const tasks: { at: number; ms: number }[] = [];
    const count = (at: number) => {
      frames.push(at);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ at: startTime, ms: duration });
    }).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { watched: { frames, tasks } });
  });
}

/** From now on for so many milliseconds; asks the page nothing meanwhile, as that would be a task of its own. */
export async function watchFor(page: Page, milliseconds: number): Promise<Watched> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForTimeout(milliseconds);
  return await page.evaluate((since) => {
    const { frames, tasks } = Reflect.get(window, 'watched');
    const within = frames.filter((at: number) => at > since);
    const seconds = (within.at(-1) - within[0]) / 1000;
    const longTasks = tasks.flatMap(({ at, ms }: { at: number; ms: number }) => (at > since ? [Math.round(ms)] : []));
    return { seconds, framesPerSecond: (within.length - 1) / seconds, longTasks };
  }, from);
}
