import { QueryClient } from '@tanstack/react-query';
import { toFailure } from './failure.ts';

/** Never persisted: what one person saw must not wait on the phone for the next. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A browser that believes to be offline may still reach a server on this computer: always try.
      networkMode: 'always',
      staleTime: 10_000,
      retry: (count, error) => count < 1 && toFailure(error).kind === 'unreachable',
      retryDelay: 800,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
