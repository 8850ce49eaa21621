import { appVersion } from '#lib/client.ts';
import { bad, type Finding, good, warn } from './finding.ts';

const SCRIPT = '/sw.js';

type AppDoors = {
  /** False for the development server, which has no service worker. */
  isBuilt: boolean;
  workers: Pick<ServiceWorkerContainer, 'getRegistration' | 'register' | 'controller'> | undefined;
  /** Whether the script of the service worker itself arrives. */
  hasScript: () => Promise<boolean>;
};

const realDoors = (): AppDoors => ({
  isBuilt: import.meta.env.PROD,
  workers: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
  hasScript: () =>
    fetch(SCRIPT, { method: 'HEAD', cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    ),
});

/**
 * Whether the app is kept on this device, so that it opens without a network, and is the newest.
 * @param serverVersion of the server; null when it did not answer
 */
export async function checkApp(serverVersion: string | null, doors: AppDoors = realDoors()): Promise<Finding<'app'>> {
  const { workers, isBuilt, hasScript } = doors;
  if (!workers || !isBuilt) return warn<'app'>('app.no_worker', appVersion);
  const registration = await findOrRegister(workers);
  if (registration === 'refused') {
    // The script arrives and yet may not be used: what browsers do to who went on past a warning about the certificate.
    return bad<'app'>((await hasScript()) ? 'app.untrusted' : 'app.failed', appVersion);
  }
  if (registration.waiting || (serverVersion !== null && serverVersion !== appVersion)) {
    return warn<'app'>('app.stale', `${appVersion} / ${serverVersion ?? '?'}`);
  }
  return workers.controller ? good(appVersion) : warn<'app'>('app.not_yet', appVersion);
}

async function findOrRegister(workers: NonNullable<AppDoors['workers']>) {
  const present = await workers.getRegistration().catch(() => undefined);
  if (present) return present;
  return await workers.register(SCRIPT).catch(() => 'refused' as const);
}
