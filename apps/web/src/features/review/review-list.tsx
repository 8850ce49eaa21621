import type { ReviewItem } from '@hadir/contract/review.ts';
import { AlarmClock } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { useTexts } from './texts.ts';

/** Marks that somebody should look at: who, where, when, why, and since when it waits. */
export function ReviewList({ label, items }: { label: string; items: ReviewItem[] }) {
  const t = useTexts();
  return (
    <CardList label={label} rows={items} getKey={({ id }) => id}>
      {(item) => (
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0 flex-1 basis-64 space-y-1.5">
            <h2 className="font-semibold break-words">{item.student.name}</h2>
            <Facts item={item} />
            <ul className="flex flex-wrap gap-1.5">
              {item.review_reasons.map((reason) => (
                <li key={reason} className="rounded-lg bg-warn-soft px-2 py-0.5 text-sm text-ink">
                  {t(`reason.${reason}`)}
                </li>
              ))}
            </ul>
          </div>
          <ButtonLink
            to={`/reviews/${item.id}`}
            look="secondary"
            aria-label={t('openNamed', { name: item.student.name, title: item.session.title })}
          >
            {t('open')}
          </ButtonLink>
        </div>
      )}
    </CardList>
  );
}

function Facts({ item }: { item: ReviewItem }) {
  const t = useTexts();
  const me = useMe();
  const zone = me.school.time_zone;
  const time = formatDayTime(item.captured_at ?? item.marked_at, zone);
  return (
    <>
      <p className="text-sm text-ink-soft">
        {formatFacts([
          item.session.course_code,
          item.session.title,
          t('marked', { method: t(`method.${item.method}`), time }),
        ])}
      </p>
      {item.is_overdue ? (
        <Badge tone="bad" icon={<AlarmClock className="size-4" aria-hidden="true" />}>
          {t('overdue', { since: formatDayTime(item.due_at, zone) })}
        </Badge>
      ) : (
        item.state === 'pending' &&
        me.role === 'admin' && (
          <p className="text-sm text-ink-soft">{t('until', { time: formatDayTime(item.due_at, zone) })}</p>
        )
      )}
    </>
  );
}
