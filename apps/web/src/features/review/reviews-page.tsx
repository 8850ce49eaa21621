import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Page } from '#ui/page.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { DecisionList } from './decision-list.tsx';
import { PagedList } from './paged-list.tsx';
import { ReviewList } from './review-list.tsx';
import { countsQuery, decisionsQuery, reviewsQuery } from './review-queries.ts';
import { useTexts } from './texts.ts';

const lists = ['waiting', 'flagged', 'decided'] as const;
type List = (typeof lists)[number];

/** What the server left to a person: marks that wait, marks that are flagged, and what was decided. */
export default function ReviewsPage() {
  const t = useTexts();
  const isAdmin = useMe().role === 'admin';
  const [address, setAddress] = useSearchParams();
  const list = lists.find((each) => each === address.get('list')) ?? 'waiting';
  const scope = address.get('scope') === 'all' ? 'all' : 'own';
  const counts = useQuery(countsQuery).data;
  const go = (next: List) => setAddress(next === 'waiting' ? {} : { list: next }, { replace: true });
  const waiting = isAdmin && scope === 'own' ? counts?.overdue : counts?.waiting;
  const numbers = { waiting, flagged: counts?.flagged, decided: undefined };

  return (
    <Page title={t('title')} intro={t(isAdmin ? 'introAdmin' : 'introTeacher')}>
      <Segmented
        legend={t('lists')}
        value={list}
        onChange={go}
        segments={lists.map((value) => {
          const count = numbers[value];
          return { value, label: t(value), ...(count === undefined ? {} : { count }) };
        })}
      />
      {isAdmin && list === 'waiting' && (
        <CheckboxField
          label={t('scopeAll')}
          checked={scope === 'all'}
          onChange={(event) => setAddress(event.target.checked ? { scope: 'all' } : {}, { replace: true })}
        />
      )}
      {list === 'flagged' && <p className="text-ink-soft">{t('flaggedExplained')}</p>}
      {list === 'decided' ? <Decided /> : <Marks key={`${list} ${scope}`} list={list} scope={scope} />}
    </Page>
  );
}

function Marks({ list, scope }: { list: 'waiting' | 'flagged'; scope: 'own' | 'all' }) {
  const t = useTexts();
  const query = useInfiniteQuery(reviewsQuery(list, scope));
  return (
    <PagedList query={query} emptyTitle={t(`empty.${list}`)} emptyHint={t(`empty.${list}Hint`)}>
      {(pages) => <ReviewList label={t(list)} items={pages.flatMap((page) => page.items)} />}
    </PagedList>
  );
}

function Decided() {
  const t = useTexts();
  const query = useInfiniteQuery(decisionsQuery());
  return (
    <PagedList query={query} emptyTitle={t('empty.decided')} emptyHint={t('empty.decidedHint')}>
      {(pages) => <DecisionList items={pages.flatMap((page) => page.items)} />}
    </PagedList>
  );
}
