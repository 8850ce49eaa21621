import { useQuery } from '@tanstack/react-query';
import { ScanFace } from 'lucide-react';
import { faceTemplateQuery } from '#features/enrolment/face-template.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './texts.ts';

/** The one step before the first mark by face. Nothing while it is not known. */
export function EnrolPrompt() {
  const t = useTexts();
  const { data } = useQuery(faceTemplateQuery);
  if (data?.state !== 'none') return null;
  const isRejected = data.rejected_at !== null;
  return (
    <Card title={t(isRejected ? 'home.face_rejected_title' : 'home.enrol_title')}>
      <p className="mb-4 text-ink-soft">{t(isRejected ? 'home.face_rejected_text' : 'home.enrol_text')}</p>
      <ButtonLink to="/enrol" size="large" icon={<ScanFace className="size-6" />}>
        {t('home.enrol')}
      </ButtonLink>
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
