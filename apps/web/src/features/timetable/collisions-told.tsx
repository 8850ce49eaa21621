import type { Collision } from '@hadir/contract/timetable.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './texts.ts';

/** Says after saving what is in the same room or has the same teacher meanwhile. */
export function CollisionsTold({
  collisions,
  zone,
  onClose,
}: {
  collisions: readonly Collision[];
  zone: string;
  onClose: () => void;
}) {
  const t = useTexts();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('collision.title')}
      description={t('collision.explained')}
      footer={<Button onClick={onClose}>{t('collision.done')}</Button>}
    >
      <ul className="space-y-2">
        {collisions.map(({ kind, course_code, title, first_at, count }) => (
          <li key={`${kind} ${course_code} ${title} ${first_at}`}>
            <Notice tone="warn">
              {t(`collision.${kind}`, {
                class: formatFacts([course_code, title]),
                first: formatDayTime(first_at, zone),
                count,
              })}
            </Notice>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
