import type { ReactNode } from 'react';
import { describeFailure, type Failure, getRequestId } from '#lib/failure.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Spinner } from './spinner.tsx';
import { useTexts } from './texts.ts';

/** A list with nothing in it: says so, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-2xl border border-dashed border-line-strong px-6 py-10 text-center">
      {icon && (
        <div className="mb-1 text-brand" aria-hidden="true">
          {icon}
        </div>
      )}
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-prose text-ink-soft">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

export function LoadingState({ label }: { label?: string }) {
  const t = useTexts();
  return (
    <div role="status" className="flex items-center justify-center gap-3 px-6 py-12 text-ink-soft">
      <Spinner />
      {label ?? t('loading')}
    </div>
  );
}

/** What went wrong by code, in words, with the way to try again where one is given. */
export function FailureNotice({
  failure,
  onRetry,
  title,
}: {
  failure: Failure;
  onRetry?: (() => void) | undefined;
  title?: string;
}) {
  const t = useTexts();
  const id = getRequestId(failure);
  return (
    <Notice
      tone="bad"
      isLive
      {...(title ? { title } : {})}
      actions={
        onRetry && (
          <Button look="secondary" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      <p>{describeFailure(failure)}</p>
      {id && <p className="text-sm text-ink-soft">{t('request_id', { id })}</p>}
    </Notice>
  );
}
