import type { SchoolClass } from '@hadir/contract/structure.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { peopleQuery } from '#features/people/people-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatFacts } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { SelectField } from '#ui/field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

/** Students of a class, or of one of its streams; a teacher sees the own ones. */
export function ClassStudents({ schoolClass }: { schoolClass: SchoolClass }) {
  const t = useTexts();
  const isTeacher = useMe().role === 'teacher';
  const [streamId, setStreamId] = useState('');
  const query = useInfiniteQuery(
    peopleQuery({ role: 'student', class_id: schoolClass.id, stream_id: streamId || undefined }),
  );
  const students = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t('students')}>
      <div className="space-y-3">
        {isTeacher && <p className="text-sm text-ink-soft">{t('ownOnly')}</p>}
        {schoolClass.streams.length > 0 && (
          <SelectField
            className="sm:w-72"
            label={t('stream')}
            value={streamId}
            onChange={(event) => setStreamId(event.target.value)}
          >
            <option value="">{t('allStreams')}</option>
            {schoolClass.streams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {query.data && students.length === 0 && <p className="text-ink-soft">{t('noStudents')}</p>}
        {students.length > 0 && (
          <ul className="divide-y divide-line">
            {students.map(({ id, name, admission_number, stream }) => (
              <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
                <Link
                  to={`/people/${id}`}
                  className="inline-block min-h-6 font-medium wrap-anywhere text-brand underline underline-offset-4"
                >
                  {name}
                </Link>
                <span className="text-sm wrap-anywhere text-ink-soft">
                  {formatFacts([admission_number, stream?.name])}
                </span>
              </li>
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </Card>
  );
}
