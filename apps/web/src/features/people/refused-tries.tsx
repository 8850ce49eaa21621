import { useQuery } from '@tanstack/react-query';
import { ScanFace } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Card } from '#ui/card.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { refusedTriesQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

/** Faces that were not taken, at an enrolment or for another phone, and why in words. */
export function RefusedTries({ studentId }: { studentId: string }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery(refusedTriesQuery(studentId));
  return (
    <Card title={t('refused.title')}>
      <p className="mb-2 text-ink-soft">{t('refused.explained')}</p>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<ScanFace className="size-8" />} title={t('refused.none')} />
          ) : (
            <ul className="divide-y divide-line">
              {items.map(({ id, at, at_what, why }) => (
                <li key={id} className="py-2">
                  <p className="font-semibold">{t(why ? `refused.why.${why}` : 'refused.erased')}</p>
                  <p className="text-sm text-ink-soft">
                    {t(`refused.at.${at_what}`)} · {formatDayTime(at, zone)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}
