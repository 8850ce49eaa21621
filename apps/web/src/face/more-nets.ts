import { type EyeNet, loadEyeNet } from './eye-net.ts';
import { loadPassiveNet, type PassiveNet } from './passive-net.ts';
import { loadSecondRecogniser, type SecondRecogniser } from './second-recogniser.ts';

/** Nets that are not needed to see and describe a face: each is loaded when it is first asked for. */
export type MoreNets = {
  getSecond(): Promise<SecondRecogniser>;
  getEyes(): Promise<EyeNet>;
  getPassive(): Promise<PassiveNet>;
};

/** Every promise rejects with `FaceError`; the next call tries again. To be called once `loadNets` has settled. */
export function openMoreNets(baseUrl: string): MoreNets {
  return {
    getSecond: once(() => loadSecondRecogniser(baseUrl, giveWay)),
    getEyes: once(() => loadEyeNet(baseUrl)),
    getPassive: once(() => loadPassiveNet(baseUrl)),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

/** Lets a picture that waits for the worker go first. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
