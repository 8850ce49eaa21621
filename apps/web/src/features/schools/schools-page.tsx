import type { SchoolEntry } from '@hadir/contract/schools.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus, School } from 'lucide-react';
import { useState } from 'react';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { NewAdminDialog } from './new-admin-dialog.tsx';
import { NewSchoolDialog } from './new-school-dialog.tsx';
import { SchoolRow } from './school-row.tsx';
import { schoolsQuery } from './schools-queries.ts';
import { SwitchSchoolDialog } from './switch-school-dialog.tsx';
import { useTexts } from './texts.ts';

type Asked = { deed: 'admin' | 'switch'; school: SchoolEntry };

/** All schools of this installation, for who looks after them: numbers, and nobody of a school. */
export default function SchoolsPage() {
  const t = useTexts();
  const query = useInfiniteQuery(schoolsQuery());
  const schools = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [isMaking, setIsMaking] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const making = (
    <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setIsMaking(true)}>
      {t('new')}
    </Button>
  );

  return (
    <Page title={t('title')} intro={t('explained')} actions={making}>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && schools.length === 0 && (
        <EmptyState icon={<School className="size-8" />} title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      )}
      {schools.length > 0 && (
        <CardList label={t('title')} rows={schools} getKey={({ id }) => id}>
          {(school) => (
            <SchoolRow
              school={school}
              onInvite={() => setAsked({ deed: 'admin', school })}
              onSwitch={() => setAsked({ deed: 'switch', school })}
            />
          )}
        </CardList>
      )}
      {query.hasNextPage && (
        <div className="flex justify-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {isMaking && <NewSchoolDialog onClose={() => setIsMaking(false)} />}
      {asked?.deed === 'admin' && <NewAdminDialog school={asked.school} onClose={close} />}
      {asked?.deed === 'switch' && <SwitchSchoolDialog school={asked.school} onClose={close} />}
    </Page>
  );
}
