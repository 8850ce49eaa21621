import { addSessionStaff, listColleagues } from '@hadir/contract/session-staff.ts';
import type { ClassSession } from '@hadir/contract/sessions.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Dialog } from '#ui/dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { sessionKeys } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';

type Colleague = { id: string; name: string };

/** Teachers of the school by name; a tap adds one to the class session. */
export function AddStaffDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const t = useStaffTexts();
  const [search, setSearch] = useState('');
  const asked = useDebounced(search);
  const query = useQuery({
    queryKey: ['colleagues', asked],
    queryFn: ({ signal }) => callOrThrow(listColleagues, { query: { search: asked }, signal }),
  });
  const add = useCommand(
    ({ id }: Colleague) => callOrThrow(addSessionStaff, { params: { id: session.id }, body: { person_id: id } }),
    {
      refresh: [sessionKeys.all],
      onDone: (_, { name }) => {
        showToast(t('addedToast', { name }));
        onClose();
      },
    },
  );
  const held = new Set([session.teacher.id, ...session.staff.map(({ id }) => id)]);
  return (
    <Dialog isOpen onClose={onClose} title={t('add')} description={t('addExplained')}>
      <div className="space-y-3">
        <SearchField label={t('search')} value={search} onChange={setSearch} />
        {add.failure && <FailureNotice failure={add.failure} />}
        <QueryView query={query}>
          {({ items }) => {
            const free = items.filter(({ id }) => !held.has(id));
            if (free.length === 0) return <p className="py-4 text-center text-ink-soft">{t('nobody')}</p>;
            return (
              <ul className="max-h-80 overflow-y-auto">
                {free.map((colleague) => (
                  <li key={colleague.id}>
                    <button
                      type="button"
                      disabled={add.isBusy}
                      className="flex min-h-11 w-full items-center rounded-xl px-3 py-2 text-start font-medium wrap-anywhere hover:bg-sunken"
                      onClick={() => add.run(colleague)}
                    >
                      {colleague.name}
                    </button>
                  </li>
                ))}
              </ul>
            );
          }}
        </QueryView>
      </div>
    </Dialog>
  );
}
