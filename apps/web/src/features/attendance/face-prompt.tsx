import { useQuery } from '@tanstack/react-query';
import { ScanFace } from 'lucide-react';
import { faceTemplateQuery } from '#features/enrolment/face-template.ts';
import { useMe } from '#features/sign-in/me.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { choiceOf, chooseRoomCode, useRoomCodeChoice } from './room-code-choice-store.ts';
import { useTexts } from './texts.ts';

/** The way to marks by face, until the student has chosen the room code instead. Nothing while it is not known. */
export function EnrolPrompt() {
  const t = useTexts();
  const me = useMe();
  const { chosen } = useRoomCodeChoice();
  const { data } = useQuery(faceTemplateQuery);
  if (data?.state !== 'none') return null;
  const isRejected = data.rejected_at !== null;
  const choice = choiceOf(me.id, data.rejected_at);
  if (chosen.includes(choice)) return null;
  return (
    <Card title={t(isRejected ? 'home.face_rejected_title' : 'home.enrol_title')}>
      <p className="mb-4 text-ink-soft">{t(isRejected ? 'home.face_rejected_text' : 'home.enrol_text')}</p>
      <div className="space-y-2">
        <ButtonLink to="/enrol" size="large" icon={<ScanFace className="size-6" />}>
          {t('home.enrol')}
        </ButtonLink>
        <Button look="secondary" size="large" onClick={() => chooseRoomCode(choice)}>
          {t('home.instead')}
        </Button>
      </div>
      <p className="mt-3 text-sm text-ink-soft">{t('home.instead_text')}</p>
    </Card>
  );
}

/** That marks wait until a teacher has confirmed the new face. */
export function ConfirmationNotice() {
  const t = useTexts();
  const { data } = useQuery(faceTemplateQuery);
  if (data?.state !== 'provisional') return null;
  return (
    <Notice tone="info" title={t('home.provisional_title')}>
      {t('home.provisional_text')}
    </Notice>
  );
}
