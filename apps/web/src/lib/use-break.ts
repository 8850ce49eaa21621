import { useCallback, useState } from 'react';

/** Hands an error that nobody expected to the error screen, where it would be lost as an unhandled rejection. */
export function useBreak(): (error: unknown) => void {
  const [, set] = useState<null>(null);
  return useCallback((error: unknown) => {
    set(() => {
      throw error;
    });
  }, []);
}
