import { create } from 'zustand';
import { type CheckInState, useCheckIn } from '#features/attendance/check-in-store.ts';
import { type EnrolmentState, useEnrolment } from '#features/enrolment/enrolment-store.ts';
import { applyUpdate } from '#lib/app-update.ts';
import { Button } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

type Update = { kind: 'none' | 'ready' };

const useUpdate = create<Update>(() => ({ kind: 'none' }));

/** How often an app that stays open asks for a new version, milliseconds. */
const ASK_MS = 30 * 60_000;

/** Registers the service worker of the production build. */
export function watchUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker: workers } = navigator;
  let hadController = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    // The first worker takes over a page of the same version. A later one, perhaps chosen in another tab, does not.
    if (hadController && !isAtWork()) window.location.reload();
    hadController = true;
  });
  // Without a service worker (private mode, an odd browser) the app works all the same.
  workers.register('/sw.js').then(watchRegistration, () => undefined);
}

/** Whoever found it, this page, another or the browser: a version that waits beside one in charge is a newer one. */
function watchRegistration(registration: ServiceWorkerRegistration): void {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) useUpdate.setState({ kind: 'ready' });
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

const isMarking = ({ kind }: CheckInState) => kind === 'preparing' || kind === 'capturing' || kind === 'sending';
const isEnrolling = ({ kind }: EnrolmentState) => kind === 'opening' || kind === 'capturing' || kind === 'sending';

/** Whether the camera looks or something is on its way: no time to load anything anew. */
export function useIsAtWork(): boolean {
  return [useCheckIn(isMarking), useEnrolment(isEnrolling)].includes(true);
}

function isAtWork(): boolean {
  return isMarking(useCheckIn.getState()) || isEnrolling(useEnrolment.getState());
}

/** Asks before a new version takes over, and never while the camera looks or a mark is on its way. */
export function UpdatePrompt() {
  const t = useTexts();
  const update = useUpdate();
  const isBusy = useIsAtWork();
  if (update.kind === 'none' || isBusy) return null;
  return (
    <div
      role="status"
      className="fixed inset-x-3 bottom-20 z-30 mx-auto flex max-w-md flex-wrap items-center justify-between gap-2 rounded-2xl border border-line bg-surface p-3 ps-4 shadow-lift lg:bottom-6"
    >
      <p className="font-medium">{t('update.title')}</p>
      <div className="flex gap-1">
        <Button look="quiet" onClick={() => useUpdate.setState({ kind: 'none' })}>
          {t('update.later')}
        </Button>
        <Button onClick={() => void applyUpdate()}>{t('update.reload')}</Button>
      </div>
    </div>
  );
}
