import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toFailure } from '#lib/failure.ts';
import { FailureNotice, LoadingState } from './states.tsx';

/** The three states of something that is fetched. Old data stays visible under a failed refresh. */
export function QueryView<T>({
  query,
  children,
  loading,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  loading?: string;
}) {
  const { data, error, isFetching } = query;
  const notice =
    error && (data !== undefined || !isFetching) ? (
      <FailureNotice failure={toFailure(error)} onRetry={() => void query.refetch()} />
    ) : null;
  if (data === undefined) return notice ?? <LoadingState {...(loading ? { label: loading } : {})} />;
  return (
    <>
      {notice && <div className="mb-4">{notice}</div>}
      {children(data)}
    </>
  );
}
