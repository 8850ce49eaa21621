import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Failure, toFailure } from './failure.ts';

export type Command<Input> = {
  readonly run: (input: Input) => void;
  readonly isBusy: boolean;
  /** What it was last run with, while it runs. */
  readonly busyWith: Input | undefined;
  /** Why the last run failed, until the next one. */
  readonly failure: Failure | null;
  readonly reset: () => void;
};

/** Something a person can start that changes the server: afterwards what it touched is fetched anew. */
export function useCommand<Input, Output>(
  start: (input: Input) => Promise<Output>,
  { refresh = [], onDone }: { refresh?: readonly QueryKey[]; onDone?: (output: Output, input: Input) => void } = {},
): Command<Input> {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: start,
    onSuccess: (output, input) => {
      for (const queryKey of refresh) void client.invalidateQueries({ queryKey });
      onDone?.(output, input);
    },
  });
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    busyWith: mutation.isPending ? mutation.variables : undefined,
    failure: mutation.error === null ? null : toFailure(mutation.error),
    reset: mutation.reset,
  };
}
