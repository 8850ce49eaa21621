import type { Roster } from '@hadir/contract/sessions.ts';
import { Presentation } from 'lucide-react';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Countdown, Digits } from './room-code-digits.tsx';
import { useTexts } from './texts.ts';

type RoomCode = NonNullable<Roster['room_code']>;

/** The code for those who mark without a face, small beside the roster; large on the board. */
export function RoomCodeCard({ code, sessionId }: { code: RoomCode; sessionId: string }) {
  const t = useTexts();
  return (
    <Card title={t('code.heading')}>
      <Digits code={code.code} className="text-5xl" />
      <Countdown expiresAt={code.expires_at} />
      <p className="mt-2 hidden text-sm text-ink-soft sm:block">{t('code.explained')}</p>
      <ButtonLink
        look="secondary"
        className="mt-3 w-full"
        icon={<Presentation className="size-5" aria-hidden="true" />}
        to={`/sessions/${sessionId}/board`}
      >
        {t('code.project')}
      </ButtonLink>
    </Card>
  );
}
