import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { faceTemplateQuery } from '#features/enrolment/face-template.ts';
import { PhoneKeyGate } from '#features/enrolment/phone-key-gate.tsx';
import { warmFace } from '#features/enrolment/warm-face.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { QueryView } from '#ui/query-view.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { FaceCheckIn } from './face-check-in.tsx';
import { SessionScreen } from './session-screen.tsx';
import { useTexts } from './texts.ts';

export default function CheckInPage() {
  const t = useTexts();
  useEffect(warmFace, []);
  return (
    <SessionScreen title={t('check_in.title')}>
      {(session) => (
        <PhoneKeyGate>
          <FaceGate session={session} />
        </PhoneKeyGate>
      )}
    </SessionScreen>
  );
}

/** Without an enrolled face there is nothing to look for: enrol, or take the way without a face. */
function FaceGate({ session }: { session: ActiveSession }) {
  const t = useTexts();
  const query = useQuery(faceTemplateQuery);
  return (
    <QueryView query={query}>
      {({ state }) =>
        state === 'none' ? (
          <Card title={t('check_in.no_face_title')}>
            <p className="mb-4 text-ink-soft">{t('check_in.no_face_text')}</p>
            <div className="space-y-2">
              <ButtonLink size="large" to="/enrol">
                {t('check_in.enrol')}
              </ButtonLink>
              <ButtonLink size="large" look="secondary" to={`/room-code/${session.id}`} state={{ session }}>
                {t('check_in.room_code')}
              </ButtonLink>
            </div>
          </Card>
        ) : (
          <FaceCheckIn session={session} />
        )
      }
    </QueryView>
  );
}
