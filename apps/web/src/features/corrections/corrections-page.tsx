import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { PagedList } from '#features/review/paged-list.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Page } from '#ui/page.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { correctionCountQuery, proposalsQuery, requestsQuery } from './correction-queries.ts';
import { ProposalList } from './proposal-list.tsx';
import { RequestList } from './request-list.tsx';
import { useTexts } from './texts.ts';

const lists = ['requests', 'proposals'] as const;
type ListName = (typeof lists)[number];

/** What students ask to be corrected, and corrections that need a second person. */
export default function CorrectionsPage() {
  const t = useTexts();
  const [address, setAddress] = useSearchParams();
  const list = lists.find((each) => each === address.get('list')) ?? 'requests';
  const isDecided = address.get('decided') === 'yes';
  const counts = useQuery(correctionCountQuery).data;
  const go = (next: ListName, decided: boolean) =>
    setAddress({ list: next, ...(decided && { decided: 'yes' }) }, { replace: true });
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Segmented
        legend={t('lists')}
        value={list}
        onChange={(next) => go(next, isDecided)}
        segments={lists.map((value) => ({
          value,
          label: t(`${value}.heading`),
          ...(counts && { count: counts[value] }),
        }))}
      />
      <CheckboxField label={t('decided')} checked={isDecided} onChange={(event) => go(list, event.target.checked)} />
      {list === 'requests' ? (
        <Requests key={`${isDecided}`} list={isDecided ? 'decided' : 'open'} />
      ) : (
        <Proposals key={`${isDecided}`} list={isDecided ? 'decided' : 'open'} />
      )}
    </Page>
  );
}

function Requests({ list }: { list: 'open' | 'decided' }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useInfiniteQuery(requestsQuery(list));
  return (
    <PagedList query={query} emptyTitle={t(`requests.empty.${list}`)} emptyHint={t('requests.emptyHint')}>
      {(pages) => <RequestList items={pages.flatMap((page) => page.items)} zone={zone} />}
    </PagedList>
  );
}

function Proposals({ list }: { list: 'open' | 'decided' }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useInfiniteQuery(proposalsQuery(list));
  return (
    <PagedList query={query} emptyTitle={t(`proposals.empty.${list}`)} emptyHint={t('proposals.emptyHint')}>
      {(pages) => <ProposalList items={pages.flatMap((page) => page.items)} zone={zone} />}
    </PagedList>
  );
}
