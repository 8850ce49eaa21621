import { listOwnRecords } from '@hadir/contract/attendance.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { formatPercentage } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { HistoryList } from './history-list.tsx';
import { useTexts } from './texts.ts';

type Course = Reply<typeof listOwnRecords>['courses'][number];

/** Own percentage per course, then every class, newest first. */
export default function HistoryPage() {
  const t = useTexts();
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['own-records'],
    queryFn: ({ pageParam, signal }) =>
      callOrThrow(listOwnRecords, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const courses = data?.pages[0]?.courses ?? [];
  return (
    <Page title={t('history.title')}>
      {error && !isFetching && <FailureNotice failure={toFailure(error)} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState />}
      {data && (
        <>
          <section aria-label={t('history.courses')} className="space-y-3">
            <h2 className="text-lg font-semibold">{t('history.courses')}</h2>
            {courses.length === 0 && <p className="text-ink-soft">{t('history.not_in_course')}</p>}
            <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {courses.map((course) => (
                <CourseCard key={course.id} course={course} />
              ))}
            </ul>
          </section>
          <section aria-label={t('history.sessions')} className="space-y-3">
            <h2 className="text-lg font-semibold">{t('history.sessions')}</h2>
            {items.length === 0 ? (
              <EmptyState icon={<History className="size-10" />} title={t('history.empty_title')}>
                {t('history.empty_text')}
              </EmptyState>
            ) : (
              <HistoryList items={items} />
            )}
            {hasNextPage && (
              <Button look="secondary" isBusy={isFetching} onClick={() => void fetchNextPage()}>
                {t('history.more')}
              </Button>
            )}
          </section>
        </>
      )}
    </Page>
  );
}

function CourseCard({ course: { code, title, held, attended, percentage } }: { course: Course }) {
  const t = useTexts();
  return (
    <li className="rounded-2xl border border-line bg-surface p-4 shadow-lift">
      <p className="text-sm font-medium text-ink-soft">{code}</p>
      <h3 className="font-semibold break-words">{title}</h3>
      {held === 0 || percentage === null ? (
        <p className="mt-2 text-ink-soft">{t('history.none_held')}</p>
      ) : (
        <>
          <p className="mt-2 flex items-baseline gap-2">
            <span className="text-3xl font-bold tabular-nums">{formatPercentage(percentage)}</span>
            <span className="text-ink-soft">{t('history.held', { attended, count: held })}</span>
          </p>
          <div className="mt-2 h-2 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
            <div className="h-full rounded-full bg-brand" style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </li>
  );
}
