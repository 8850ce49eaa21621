import { setTimeout as wait } from 'node:timers/promises';

const faceFloorMs = 400;

/** A refused face is answered no sooner, so that the time does not tell which rule it failed. */
export const startFaceFloor = (): Promise<void> => wait(faceFloorMs, undefined, { ref: false });
