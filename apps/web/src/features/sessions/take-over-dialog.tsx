import { listSessionsOfColleagues, type SessionOfColleague, takeOverSession } from '@hadir/contract/session-staff.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import { formatDay, formatFacts, formatTimeRange } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { showToast } from '#ui/toast.tsx';
import { PhaseBadge } from './phase-badge.tsx';
import { sessionKeys } from './session-queries.ts';
import { TakeOverForm } from './staff-reason-form.ts';
import { useStaffTexts } from './staff-texts.ts';

/** Finds a colleague's class, then asks why it is taken over. */
export function TakeOverDialog({ zone, onClose }: { zone: string; onClose: () => void }) {
  const t = useStaffTexts();
  const [chosen, setChosen] = useState<SessionOfColleague | null>(null);
  const [search, setSearch] = useState('');
  const asked = useDebounced(search);
  const query = useQuery({
    queryKey: [...sessionKeys.all, 'of-colleagues', asked],
    queryFn: ({ signal }) => callOrThrow(listSessionsOfColleagues, { query: { search: asked }, signal }),
  });
  if (chosen) return <ReasonDialog session={chosen} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={t('takeOver.title')} description={t('takeOver.explained')}>
      <div className="space-y-3">
        <SearchField label={t('takeOver.search')} value={search} onChange={setSearch} />
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="py-4 text-center text-ink-soft">{t('takeOver.empty')}</p>
            ) : (
              <ul className="max-h-96 divide-y divide-line overflow-y-auto">
                {items.map((session) => {
                  const { id, title, course, teacher, room, starts_at, ends_at, phase } = session;
                  return (
                    <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-3">
                      <div className="min-w-0 space-y-0.5">
                        <p className="font-semibold wrap-anywhere">{title}</p>
                        <p className="tabular-nums">
                          {formatFacts([formatDay(starts_at, zone), formatTimeRange(starts_at, ends_at, zone)])}
                        </p>
                        <p className="wrap-anywhere text-ink-soft">{formatFacts([course.code, teacher, room])}</p>
                        <PhaseBadge phase={phase} />
                      </div>
                      <Button
                        look="secondary"
                        aria-label={t('takeOver.chooseNamed', { title, teacher })}
                        onClick={() => setChosen(session)}
                      >
                        {t('takeOver.choose')}
                      </Button>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </QueryView>
      </div>
    </Dialog>
  );
}

function ReasonDialog({ session, onClose }: { session: SessionOfColleague; onClose: () => void }) {
  const t = useStaffTexts();
  const navigate = useNavigate();
  const { id, title, teacher } = session;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(TakeOverForm),
    defaultValues: { reason: '' },
  });
  const take = useCommand((reason: string) => callOrThrow(takeOverSession, { params: { id }, body: { reason } }), {
    refresh: [sessionKeys.all],
    onDone: () => {
      showToast(t('takeOver.done', { title }));
      onClose();
      void navigate(`/sessions/${id}`);
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('takeOver.confirmTitle', { title, teacher })}>
      <Form failure={take.failure} onSubmit={handleSubmit(({ reason }) => take.run(reason.trim()))}>
        <TextField
          label={t('takeOver.reason')}
          hint={t('takeOver.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={200}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('takeOver.submit')} isBusy={take.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
