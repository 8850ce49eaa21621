import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isRefused } from '#lib/failure.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { ConsentStep } from './consent-step.tsx';
import { useEnrolment } from './enrolment-store.ts';
import { faceTemplateQuery } from './face-template.ts';
import { PhoneKeyGate } from './phone-key-gate.tsx';
import { ShotsStep } from './shots-step.tsx';
import { useTexts } from './texts.ts';
import { warmFace } from './warm-face.ts';

export default function EnrolmentPage() {
  const t = useTexts();
  const queries = useQueryClient();
  const query = useQuery(faceTemplateQuery);
  const [isAgain, setIsAgain] = useState(false);
  /** Version of the consent text that the person has agreed to on this screen. */
  const [agreed, setAgreed] = useState<number | null>(null);
  useEffect(warmFace, []);
  useEffect(() =>
    useEnrolment.subscribe((state) => {
      if (state.kind === 'done') void queries.invalidateQueries({ queryKey: faceTemplateQuery.queryKey });
      if (state.kind === 'not_sent' && isRefused(state.failure, 'consent_needed')) {
        setAgreed(null);
        void queries.invalidateQueries({ queryKey: faceTemplateQuery.queryKey });
      }
      if (state.kind === 'not_sent' && isRefused(state.failure, 'device_not_recognised')) {
        void queries.invalidateQueries({ queryKey: ['phone-key'] });
      }
    }),
  );
  return (
    <Page title={t('enrol.title')} intro={agreed === null ? t('enrol.intro') : undefined} width="narrow">
      <QueryView query={query}>
        {(own) => {
          const { state, consent } = own;
          if (agreed !== null) {
            return (
              <PhoneKeyGate>
                <ShotsStep consentVersion={agreed} models={own.models} />
              </PhoneKeyGate>
            );
          }
          if (state !== 'none' && !isAgain) {
            const isConfirmed = state === 'confirmed';
            return (
              <Notice
                tone={isConfirmed ? 'good' : 'info'}
                title={t(isConfirmed ? 'enrol.confirmed_title' : 'enrol.provisional_title')}
                actions={
                  <>
                    <ButtonLink to="/">{t('enrol.home')}</ButtonLink>
                    <Button look="secondary" onClick={() => setIsAgain(true)}>
                      {t('enrol.again')}
                    </Button>
                  </>
                }
              >
                {t(isConfirmed ? 'enrol.confirmed_text' : 'enrol.done_text')}
              </Notice>
            );
          }
          return <ConsentStep own={own} onAgree={() => setAgreed(consent.version)} />;
        }}
      </QueryView>
    </Page>
  );
}
