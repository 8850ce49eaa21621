import { useQuery } from '@tanstack/react-query';
import { Card } from '#ui/card.tsx';
import { refusedTriesQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

/** What staff may weigh of the enrolled face; the card of the refused ones beside says where it cannot be fetched. */
export function EnrolledFace({ studentId }: { studentId: string }) {
  const t = useTexts();
  const { data } = useQuery(refusedTriesQuery(studentId));
  if (!data?.head) return null;
  return (
    <Card title={t('enrolled.title')}>
      <p className="font-semibold">{t(`enrolled.head.${data.head}`)}</p>
      <p className="mt-2 text-ink-soft">{t('enrolled.explained')}</p>
    </Card>
  );
}
