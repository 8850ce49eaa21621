import type { ComponentProps } from 'react';
import type { Failure } from '#lib/failure.ts';
import { FailureNotice } from './states.tsx';

/** A form whose refusal stands above its button. */
export function Form({
  failure,
  children,
  ...rest
}: ComponentProps<'form'> & { failure?: Failure | null | undefined }) {
  return (
    <form noValidate {...rest} className="space-y-4">
      {children}
      {failure && <FailureNotice failure={failure} />}
    </form>
  );
}
