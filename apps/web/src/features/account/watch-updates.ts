import { create } from 'zustand';
import { keepWords } from '#lib/keep-words.ts';
import { isAtWork } from './at-work.ts';

type Update = { kind: 'none' | 'ready' };

export const useUpdate = create<Update>(() => ({ kind: 'none' }));

/** How often an app that stays open asks for a new version, milliseconds. */
const ASK_MS = 30 * 60_000;

type FollowedWorker = Pick<ServiceWorker, 'addEventListener'>;
type FollowedRegistration = Pick<ServiceWorkerRegistration, 'addEventListener'> & {
  waiting: FollowedWorker | null;
  installing: FollowedWorker | null;
  update(): Promise<unknown>;
};
/** What of `navigator.serviceWorker` is needed, and how the page is loaded anew; tests bring their own. */
type WorkerDoors = {
  workers: Pick<ServiceWorkerContainer, 'addEventListener' | 'controller'> & {
    register(script: string): Promise<FollowedRegistration>;
  };
  reload: () => void;
};

let registered: FollowedRegistration | null = null;
/** The version that the person wants later: not asked about again in this page. */
let putOff: FollowedWorker | null = null;

/** Registers the service worker of the production build. */
export function watchUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void followWorkers({ workers: navigator.serviceWorker, reload: () => window.location.reload() });
}

export async function followWorkers({ workers, reload }: WorkerDoors): Promise<void> {
  let hadController = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    // The first worker takes over a page of the same version. A later one, perhaps chosen in another tab, does not.
    if (!hadController) void keepWords();
    else if (isAtWork()) useUpdate.setState({ kind: 'ready' });
    else reload();
    hadController = true;
  });
  // Without a service worker (private mode, an odd browser) the app works all the same.
  const registration = await workers.register('/sw.js').catch(() => null);
  if (!registration) return;
  registered = registration;
  // Whoever found it, this page, another or the browser: a version that waits beside one in charge is a newer one.
  const look = () => {
    const { waiting } = registration;
    if (waiting && waiting !== putOff && workers.controller) useUpdate.setState({ kind: 'ready' });
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
    // A busy page hears of it when it is installed already.
    look();
  });
  document.addEventListener('visibilitychange', look);
  look();
  setInterval(() => void registration.update().catch(() => undefined), ASK_MS);
}

/** Until a still newer version waits, or the app is opened anew. */
export function putUpdateOff(): void {
  putOff = registered?.waiting ?? null;
  useUpdate.setState({ kind: 'none' });
}
