import { useState } from 'react';
import { toFailure } from '#lib/failure.ts';
import { useCheckIn } from './check-in-store.ts';
import { type Asked, decideCut, holdsScreen } from './decide-cut.ts';

/** See `decideCut`; `query` asks the server again and again. */
export function useIsCut(query: { error: Error | null; isSuccess: boolean }): boolean {
  const isHeld = useCheckIn(holdsScreen);
  const [wasCut, setCut] = useState(false);
  const isCut = decideCut(wasCut, readAsked(query), isHeld);
  if (isCut !== wasCut) setCut(isCut);
  return isCut;
}

function readAsked({ error, isSuccess }: { error: Error | null; isSuccess: boolean }): Asked {
  if (error === null) return isSuccess ? 'answered' : 'open';
  return toFailure(error).kind === 'unreachable' ? 'silent' : 'answered';
}
