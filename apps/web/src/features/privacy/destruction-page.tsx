import {
  agreeDestruction,
  cancelDestruction,
  type Destruction,
  getDestruction,
  requestDestruction,
} from '@hadir/contract/destruction.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { meQuery, useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './destruction-texts.ts';
import { type Sure, SureDialog } from './sure-dialog.tsx';

type Step = 'stop' | 'agree' | 'cancel';

/** Where a school is stopped for good, and where that is agreed to or taken back. */
export default function DestructionPage() {
  const t = useTexts();
  const me = useMe();
  const { id = '' } = useParams();
  const [link, setLink] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['destruction', id],
    queryFn: ({ signal }) => callOrThrow(getDestruction, { params: { id }, signal }),
  });
  return (
    <Page title={t('title')} intro={query.data && t('intro', { school: query.data.school.name })} width="narrow">
      {!me.school.is_stopped && me.role === 'admin' && <BackLink to="/privacy">{t('back')}</BackLink>}
      {link && (
        <Notice tone="warn" isLive title={t('link')}>
          <div className="space-y-3">
            <p>{t('linkText')}</p>
            <CopyField label={t('link')} value={link} />
            <Button look="secondary" onClick={() => window.print()}>
              {t('print')}
            </Button>
          </div>
        </Notice>
      )}
      <QueryView query={query}>{(shown) => <Standing shown={shown} onLink={setLink} />}</QueryView>
    </Page>
  );
}

function Standing({ shown, onLink }: { shown: Destruction; onLink: (link: string) => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const queries = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const { school, request } = shown;
  const params = { id: school.id };
  const onDone = () => {
    setStep(null);
    void queries.invalidateQueries({ queryKey: ['destruction'] });
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const stop = useCommand((body: Sure) => callOrThrow(requestDestruction, { params, body }), {
    onDone: (reply) => {
      onLink(reply.link);
      onDone();
    },
  });
  const agree = useCommand((body: Sure) => callOrThrow(agreeDestruction, { params, body }), { onDone });
  const cancel = useCommand(
    ({ password, reason }: Sure) => callOrThrow(cancelDestruction, { params, body: { password, reason } }),
    {
      onDone: () => {
        showToast(t('resumed'));
        onDone();
      },
    },
  );
  const isDue = request !== null && new Date(request.due_at) <= new Date();
  const dialogs = {
    stop: { command: stop, description: t('what'), schoolName: school.name, look: 'danger' },
    agree: { command: agree, description: t('agreeText'), schoolName: school.name, look: 'danger' },
    cancel: { command: cancel, description: t('cancelText'), schoolName: null, look: 'primary' },
  } as const;
  return (
    <Card>
      <div className="space-y-4">
        {request === null ? (
          <>
            <p>{t('what')}</p>
            <Button look="danger" onClick={() => setStep('stop')}>
              {t('stop')}
            </Button>
          </>
        ) : (
          <>
            <h2 className="text-lg font-semibold">{t('stopped')}</h2>
            <p className="wrap-anywhere">
              {t('askedBy', {
                name: request.requested_by ?? '–',
                date: formatDayTime(request.requested_at, zone),
              })}{' '}
              {request.reason}
            </p>
            <p className="font-medium">
              {isDue ? t('underWay') : t('due', { date: formatDayTime(request.due_at, zone) })}
            </p>
            {request.is_own && !isDue && <p className="text-ink-soft">{t('ownRequest')}</p>}
            {!isDue && (
              <div className="flex flex-wrap gap-2">
                <Button onClick={() => setStep('cancel')}>{t('cancel')}</Button>
                {!request.is_own && (
                  <Button look="danger" onClick={() => setStep('agree')}>
                    {t('agree')}
                  </Button>
                )}
              </div>
            )}
          </>
        )}
      </div>
      {step && (
        <SureDialog
          key={step}
          title={t(step)}
          {...dialogs[step]}
          onClose={() => {
            dialogs[step].command.reset();
            setStep(null);
          }}
        />
      )}
    </Card>
  );
}
