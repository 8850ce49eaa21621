import { graphNodes } from '@hadir/contract/signals.ts';
import { useQuery } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { formatNumber } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { PhoneGraph } from './phone-graph.tsx';
import { PhoneUses } from './phone-uses.tsx';
import { graphQuery } from './signal-queries.ts';
import { useTexts } from './texts.ts';

/** Phones and the people who share them: a picture of each group, and the same as a table. */
export default function PhoneGraphPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [address] = useSearchParams();
  const personId = address.get('person_id')?.slice(0, 100) || null;
  const query = useQuery(graphQuery(personId));
  const everybody = personId !== null && (
    <ButtonLink look="secondary" to="/signals/graph">
      {t('graph.everybody')}
    </ButtonLink>
  );
  return (
    <Page title={t('graph.title')} intro={t('graph.explained')} actions={everybody}>
      <BackLink to="/signals">{t('back')}</BackLink>
      <QueryView query={query}>
        {({ items, groups_total, people_total, phones_total, is_cut }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Smartphone className="size-8" />}
              title={t(personId === null ? 'graph.empty' : 'graph.noMatch')}
            >
              {personId === null && t('graph.emptyHint')}
            </EmptyState>
          ) : (
            <>
              <p>
                {t('graph.totals', {
                  count: groups_total,
                  groups: formatNumber(groups_total),
                  people: formatNumber(people_total),
                  phones: formatNumber(phones_total),
                })}{' '}
                {t('graph.pictureHint')}
              </p>
              {is_cut && <Notice tone="warn">{t('graph.cut', { limit: formatNumber(graphNodes) })}</Notice>}
              {items.map((group, index) => {
                const name = t('graph.group', { number: index + 1 });
                return (
                  <Card key={group.phones[0]?.device_hash ?? index} title={name}>
                    <p className="mb-3 text-ink-soft">
                      {t('graph.sizePeople', { count: group.people.length })},{' '}
                      {t('graph.sizePhones', { count: group.phones.length })}
                    </p>
                    <div className="space-y-4">
                      <PhoneGraph group={group} name={name} />
                      <PhoneUses group={group} caption={t('graph.tableOf', { number: index + 1 })} zone={zone} />
                    </div>
                  </Card>
                );
              })}
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
