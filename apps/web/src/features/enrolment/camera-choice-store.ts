import { create } from 'zustand';
import type { CameraName } from '#face/camera.ts';
import { canKeep } from './device-id.ts';

const KEY = 'hadir.camera';

/** The cameras of this device and the one that runs, for whoever has several. */
export const useCameras = create<{ cameras: CameraName[]; current: string }>(() => ({ cameras: [], current: '' }));

/** Which one this browser is to open; null for the front camera. */
export function findChosenCamera(): string | null {
  return canKeep() ? localStorage.getItem(KEY) : null;
}

/** Counts from the next opening on. */
export function chooseCamera(id: string): void {
  if (canKeep()) localStorage.setItem(KEY, id);
}

/** Back to the front camera: the chosen one is not there any more. */
export function forgetChosenCamera(): void {
  if (canKeep()) localStorage.removeItem(KEY);
}
