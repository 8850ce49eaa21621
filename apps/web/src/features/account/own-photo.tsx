import { useQuery } from '@tanstack/react-query';
import { PersonPhoto } from '#features/people/person-photo.tsx';
import { photoQuery } from '#features/people/photo-queries.ts';
import { useTexts } from '#features/people/photo-texts.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Card } from '#ui/card.tsx';

/** The photo that the school keeps of the person; nothing while it keeps none. */
export function OwnPhoto() {
  const t = useTexts();
  const me = useMe();
  const photo = useQuery({ ...photoQuery(me.id), enabled: me.has_photo }).data;
  if (!me.has_photo) return null;
  return (
    <Card title={t('heading')}>
      <div className="space-y-3">
        <PersonPhoto personId={me.id} name={me.name} hasPhoto />
        <p className="text-ink-soft">{t('explainedOwn')}</p>
        {photo && (
          <p className="text-sm text-ink-soft">
            {t('added', { date: formatDayTime(photo.added_at, me.school.time_zone) })}
          </p>
        )}
      </div>
    </Card>
  );
}
