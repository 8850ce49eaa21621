import type { Person } from '@hadir/contract/people.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ClaimCodesLink } from '#features/account-security/claim-codes-link.tsx';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { AddStudentDialog } from './add-student-dialog.tsx';
import { BulkConfirm } from './bulk-confirm.tsx';
import { isToConfirm } from './is-to-confirm.ts';
import { PeopleFilterBar } from './people-filter-bar.tsx';
import { readPeopleFilters } from './people-filters.ts';
import { peopleQuery } from './people-queries.ts';
import { PeopleTable } from './people-table.tsx';
import { PhotoDialog } from './photo-dialog.tsx';
import { RejectFaceDialog } from './reject-face-dialog.tsx';
import { useTexts } from './texts.ts';
import { useFaceActions } from './use-face-actions.ts';

/** People of the school for an admin, of their own courses for a teacher; faces are confirmed here. */
export default function PeoplePage() {
  const t = useTexts();
  const isAdmin = useMe().role === 'admin';
  const canAdd = useMay('students:write');
  const [isAdding, setIsAdding] = useState(false);
  const [address, setAddress] = useSearchParams();
  const filters = readPeopleFilters(address, isAdmin);
  const query = useInfiniteQuery(peopleQuery(filters));
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { confirm, busy } = useFaceActions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rejected, setRejected] = useState<Person | null>(null);
  const [shown, setShown] = useState<Person | null>(null);
  const canConfirm = useMay('faces:write');
  const waiting = canConfirm ? people.filter(isToConfirm) : [];
  const chosenPeople = waiting.filter((person) => chosen.has(person.id));
  const isFiltered = [...address.keys()].length > 0;

  return (
    <Page
      title={t('title')}
      actions={
        <>
          <ClaimCodesLink />
          {canAdd && (
            <Button icon={<UserPlus className="size-5" aria-hidden="true" />} onClick={() => setIsAdding(true)}>
              {t('addStudent')}
            </Button>
          )}
        </>
      }
    >
      <PeopleFilterBar filters={filters} isAdmin={isAdmin} onChange={(next) => setAddress(next, { replace: true })} />
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {confirm.failure && <FailureNotice failure={confirm.failure} />}
      {waiting.length > 0 && (
        <BulkConfirm
          waiting={waiting}
          chosen={chosenPeople}
          onChoose={(list) => setChosen(new Set(list.map((person) => person.id)))}
        />
      )}
      {query.data && people.length === 0 && (
        <EmptyState
          icon={<UsersRound className="size-8" />}
          title={t(isFiltered ? 'noMatch' : 'empty')}
          actions={
            isFiltered && (
              <Button look="secondary" onClick={() => setAddress({}, { replace: true })}>
                {t('clear')}
              </Button>
            )
          }
        >
          {!isFiltered && t('emptyHint')}
        </EmptyState>
      )}
      {people.length > 0 && (
        <PeopleTable
          people={people}
          isRoleShown={isAdmin}
          canConfirm={canConfirm}
          canRejectConfirmed={isAdmin}
          canSetPhoto={isAdmin}
          chosen={chosen}
          busy={busy}
          onChoose={(id, isChosen) => setChosen((ids) => changed(ids, id, isChosen))}
          onConfirm={confirm.run}
          onReject={setRejected}
          onPhoto={setShown}
        />
      )}
      {query.hasNextPage && (
        <div className="text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {isAdding && <AddStudentDialog onClose={() => setIsAdding(false)} />}
      {shown && <PhotoDialog person={shown} onClose={() => setShown(null)} />}
      {rejected && <RejectFaceDialog person={rejected} onClose={() => setRejected(null)} />}
    </Page>
  );
}

function changed(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
