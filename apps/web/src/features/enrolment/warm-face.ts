import { create } from 'zustand';
import type { FaceClient } from '#face/face-client.ts';
import { FaceError } from '#face/face-error.ts';

type FaceLoading = { kind: 'idle' } | { kind: 'loading'; loadedBytes: number; totalBytes: number } | { kind: 'ready' };

/** How far the models have come, for the screen that waits for them. */
export const useFaceLoading = create<FaceLoading>(() => ({ kind: 'idle' }));

let starting: Promise<FaceClient> | null = null;

/** The one face client of the app; its script, worker and models are fetched with the first call. */
export function getFace(): Promise<FaceClient> {
  starting ??= start().catch((error: unknown) => {
    starting = null;
    useFaceLoading.setState({ kind: 'idle' }, true);
    throw error;
  });
  return starting;
}

async function start(): Promise<FaceClient> {
  useFaceLoading.setState({ kind: 'loading', loadedBytes: 0, totalBytes: 0 }, true);
  const { startFace } = await import('#face/face-client.ts').catch((cause: unknown) => {
    throw new FaceError('offline', 'The face script did not arrive.', { cause });
  });
  const client = startFace({
    loadsSecond: !savesData(),
    onProgress: (progress) => useFaceLoading.setState({ kind: 'loading', ...progress }, true),
    onReady: () => useFaceLoading.setState({ kind: 'ready' }, true),
  });
  client.ready.catch(() => useFaceLoading.setState({ kind: 'idle' }, true));
  return client;
}

/** Has the models loaded and tried before they are needed, once the browser has nothing better to do. */
export function warmFace(): void {
  // Some 6 MB, 4 of them for the first recogniser: who asks the browser to save data gets them with the tap on the button.
  if (savesData()) return;
  const warm = () => void getFace().catch(() => undefined); // the screen that needs it says what is wrong
  if (typeof requestIdleCallback === 'function') requestIdleCallback(warm, { timeout: 4000 });
  else setTimeout(warm, 1500);
}

function savesData(): boolean {
  return 'connection' in navigator && hasSaveData(navigator.connection);
}

/** https://wicg.github.io/savedata/ is not in the standard library's types. */
function hasSaveData(connection: unknown): boolean {
  return (
    typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true
  );
}
