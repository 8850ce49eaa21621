import { Workbox } from 'workbox-window';
import { create } from 'zustand';
import { useCheckIn } from '#features/attendance/check-in-store.ts';
import { useEnrolment } from '#features/enrolment/enrolment-store.ts';
import { Button } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

type Update = { kind: 'none' } | { kind: 'ready'; apply: () => void };

const useUpdate = create<Update>(() => ({ kind: 'none' }));

/** How often an app that stays open asks for a new version, milliseconds. */
const ASK_MS = 30 * 60_000;

/** Registers the service worker of the production build. */
export function watchUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const workbox = new Workbox('/sw.js');
  workbox.addEventListener('waiting', () => {
    useUpdate.setState({ kind: 'ready', apply: () => workbox.messageSkipWaiting() }, true);
  });
  workbox.addEventListener('controlling', ({ isUpdate }) => {
    if (isUpdate) window.location.reload();
  });
  // Without a service worker (private mode, an odd browser) the app works all the same.
  workbox.register().catch(() => undefined);
  setInterval(() => void workbox.update().catch(() => undefined), ASK_MS);
}

/** Asks before a new version takes over, and never while the camera looks or a mark is on its way. */
export function UpdatePrompt() {
  const t = useTexts();
  const update = useUpdate();
  const isMarking = useCheckIn(({ kind }) => kind === 'preparing' || kind === 'capturing' || kind === 'sending');
  const isEnrolling = useEnrolment(({ kind }) => kind === 'opening' || kind === 'capturing' || kind === 'sending');
  if (update.kind === 'none' || isMarking || isEnrolling) return null;
  return (
    <div
      role="status"
      className="fixed inset-x-3 bottom-20 z-30 mx-auto flex max-w-md flex-wrap items-center justify-between gap-2 rounded-2xl border border-line bg-surface p-3 ps-4 shadow-lift lg:bottom-6"
    >
      <p className="font-medium">{t('update.title')}</p>
      <div className="flex gap-1">
        <Button look="quiet" onClick={() => useUpdate.setState({ kind: 'none' }, true)}>
          {t('update.later')}
        </Button>
        <Button onClick={update.apply}>{t('update.reload')}</Button>
      </div>
    </div>
  );
}
