import type { Page, Request } from '@playwright/test';

/** Starts to count the compressed script a page fetches; what the service worker fetches beside it is no hurry. */
export function countScripts(page: Page): { read(): Promise<number> } {
  const scripts: Request[] = [];
  page.on('requestfinished', (request) => {
    const isApp = request.resourceType() === 'script' && !request.serviceWorker();
    // Models and tfjs, which warm up in a thread of their own.
    const isWorker = /\/face\.worker-/.test(request.url());
    if (isApp && !isWorker) scripts.push(request);
  });
  return {
    async read() {
      const sizes = await Promise.all(scripts.map((request) => request.sizes()));
      return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    },
  };
}
