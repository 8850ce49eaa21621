import { clientsClaim, type WorkboxPlugin } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

// Its optional members are typed without "exact", which is all that differs.
const keepAtMost = (maxEntries: number) => new ExpirationPlugin({ maxEntries }) as WorkboxPlugin;

// The shell with all that students see, so that the app opens without network and says so itself.
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(api|models|health)(\/|$)/, /^\/ca\.crt$/],
  }),
);

// The worker, its wasm and the weights are large and wanted by students only: kept when first used. Their addresses
// carry a hash, so a kept copy is never stale. Nothing of /api is ever kept.
const isLargeOrWords = /^\/assets\/(?:face\.worker-|words-|.*\.wasm$)/;
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isLargeOrWords.test(url.pathname),
  new CacheFirst({ cacheName: 'assets', plugins: [keepAtMost(60)] }),
);
// Screens of staff are not kept from the start, but when somebody first comes to them. Apart, because they are many.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: 'screens', plugins: [keepAtMost(200)] }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/models/') && url.searchParams.has('v'),
  new CacheFirst({ cacheName: 'models', plugins: [keepAtMost(40)] }),
);
// What is kept will do, also on a network that only seems to be one: files and manifest of one version belong together.
// Who needs the newest asks with `?now`.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/models/manifest.json' && url.search === '',
  new StaleWhileRevalidate({ cacheName: 'model-manifest' }),
);

// A new version waits until the person says yes; only the very first one takes over at once.
clientsClaim();
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
