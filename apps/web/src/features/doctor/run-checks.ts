import { abortable } from '#face/abortable.ts';
import { checkApp } from './check-app.ts';
import { checkCamera } from './check-camera.ts';
import { checkModel } from './check-model.ts';
import { checkPosition } from './check-position.ts';
import { checkSecure } from './check-secure.ts';
import { checkServer } from './check-server.ts';
import { checkStorage } from './check-storage.ts';
import { checkWasm } from './check-wasm.ts';
import { forgetLooking, note } from './doctor-store.ts';

/** Everything that asks nobody and fetches next to nothing. */
export async function runQuietChecks(): Promise<void> {
  const looking = { kind: 'looking' } as const;
  note({ secure: checkSecure(), server: looking, clock: looking, storage: looking, wasm: looking, app: looking });
  await Promise.all([
    checkStorage().then((storage) => note({ storage })),
    checkWasm().then((wasm) => note({ wasm })),
    checkServer().then(async ({ server, clock, version }) => {
      note({ server, clock });
      note({ app: await checkApp(version) });
    }),
  ]);
}

/** What asks the person or fetches the models, one after the other: two questions at once confuse. Needs a tap. */
export async function runTappedChecks(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const looking = { kind: 'looking' } as const;
  try {
    note({ camera: looking });
    note({ camera: await checkCamera(video, signal), position: looking });
    const position = await abortable(checkPosition(signal), signal);
    note({ position, model: looking });
    note({ model: await abortable(checkModel(signal), signal) });
  } catch (error) {
    forgetLooking();
    if (!signal.aborted) throw error;
  }
}
