/** What a new version needs of the page; tests bring their own. */
type UpdateDoors = {
  workers: Pick<ServiceWorkerContainer, 'getRegistration' | 'addEventListener'> | undefined;
  reload: () => void;
};

const realDoors = (): UpdateDoors => ({ workers: navigator.serviceWorker, reload: () => window.location.reload() });

/** A new version is fetched and takes over within this time, or the page is loaded anew as it is; milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Loads the app anew in its newest version. While an old service worker is in charge, a mere reload brings the same
 * old page again: the waiting one, fetched if need be, is told to take over first.
 */
export async function applyUpdate({ workers, reload } = realDoors()): Promise<void> {
  let hasReloaded = false;
  const reloadOnce = () => {
    if (!hasReloaded) reload();
    hasReloaded = true;
  };
  const patience = setTimeout(reloadOnce, PATIENCE_MS);
  const registration = await workers?.getRegistration().catch(() => undefined);
  await registration?.update().catch(() => undefined);
  const fresh = registration?.waiting ?? (await untilInstalled(registration?.installing));
  if (fresh) {
    workers?.addEventListener('controllerchange', reloadOnce, { once: true });
    fresh.postMessage({ type: 'SKIP_WAITING' });
    return;
  }
  clearTimeout(patience);
  reloadOnce();
}

function untilInstalled(worker: ServiceWorker | null | undefined): Promise<ServiceWorker | null> {
  return new Promise((resolve) => {
    if (!worker) return resolve(null);
    worker.addEventListener('statechange', () => {
      if (worker.state === 'installed') resolve(worker);
      if (worker.state === 'redundant') resolve(null);
    });
  });
}
