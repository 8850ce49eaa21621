import { LoadingState } from '#ui/states.tsx';
import type { CheckInState } from './check-in-store.ts';
import { PositionLine } from './position-line.tsx';
import { useTexts } from './texts.ts';

/** The wait before the answer: first for the position, then for the server. */
export function Sending({ state }: { state: Extract<CheckInState, { kind: 'preparing' | 'sending' }> }) {
  const t = useTexts();
  const isLocating = state.kind === 'sending' ? state.isLocating : state.position === 'searching';
  return (
    <>
      <LoadingState label={t(isLocating ? 'check_in.locating' : 'check_in.sending')} />
      {!isLocating && <PositionLine position={state.position} />}
    </>
  );
}
