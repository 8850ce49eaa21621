import { useSyncExternalStore } from 'react';
import { isCameraHeld, watchCamera } from '#face/camera.ts';
import { isBusy, useCheckIn } from '#features/attendance/check-in-store.ts';
import { type EnrolmentState, useEnrolment } from '#features/enrolment/enrolment-store.ts';

const isEnrolling = ({ kind }: EnrolmentState) => kind === 'opening' || kind === 'capturing' || kind === 'sending';

/** Whether a camera looks, for whatever it is, or something is on its way: no time to load anything anew. */
export function isAtWork(): boolean {
  return isBusy(useCheckIn.getState().kind) || isEnrolling(useEnrolment.getState()) || isCameraHeld();
}

function watchWork(onChange: () => void): () => void {
  const ends = [useCheckIn.subscribe(onChange), useEnrolment.subscribe(onChange), watchCamera(onChange)];
  return () => {
    for (const end of ends) end();
  };
}

export function useIsAtWork(): boolean {
  return useSyncExternalStore(watchWork, isAtWork);
}
