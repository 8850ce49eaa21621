import type { LookAlike, LookAlikePerson } from '@hadir/contract/look-alikes.ts';
import { PersonPhoto } from '#features/people/person-photo.tsx';
import { useTexts as usePeopleTexts } from '#features/people/texts.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { useTexts } from './texts.ts';

/** Two people side by side whose enrolled faces come close to each other. */
export function LookAlikeCard({ item, onDecide }: { item: LookAlike; onDecide: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { person, other, likeness } = item;
  const names = { person: person.name, other: other.name };
  return (
    <Card title={t('pair', names)}>
      <div className="grid grid-cols-2 gap-3 sm:gap-6">
        <Side person={person} label={t('later')} />
        <Side person={other} label={t('earlier')} />
      </div>
      <div className="mt-4 space-y-1">
        <p className="font-medium">{t(`likeness.${likeness}`)}</p>
        <p className="text-sm text-ink-soft">{t('found', { date: formatDayTime(item.found_at, zone) })}</p>
      </div>
      <div className="mt-4">
        {item.is_open ? (
          <Button className="w-full sm:w-auto" aria-label={t('decideNamed', names)} onClick={onDecide}>
            {t('decide')}
          </Button>
        ) : (
          <Outcome item={item} />
        )}
      </div>
    </Card>
  );
}

function Side({ person, label }: { person: LookAlikePerson; label: string }) {
  const t = useTexts();
  const people = usePeopleTexts();
  const zone = useMe().school.time_zone;
  const { id, name, email, department, face, enrolled_at, has_photo } = person;
  return (
    <div className="min-w-0 space-y-2">
      <p className="text-sm text-ink-soft">{label}</p>
      <PersonPhoto personId={id} name={name} hasPhoto={has_photo} />
      <h3 className="font-semibold wrap-anywhere">{name}</h3>
      <p className="text-sm wrap-anywhere text-ink-soft">{formatFacts([email ?? t('noEmail'), department])}</p>
      <p className="text-sm">{people(`faceState.${face}`)}</p>
      {enrolled_at !== null && (
        <p className="text-sm text-ink-soft">{t('enrolled', { date: formatDayTime(enrolled_at, zone) })}</p>
      )}
    </div>
  );
}

function Outcome({ item: { verdict, decided_at, decided_by, reason } }: { item: LookAlike }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  if (verdict === null || decided_at === null) return <p className="text-ink-soft">{t('gone')}</p>;
  const who = decided_by ?? t('someone');
  return (
    <>
      <p>{t('decided', { who, date: formatDayTime(decided_at, zone), verdict: t(`verdict.${verdict}`) })}</p>
      {reason && <p className="wrap-anywhere text-ink-soft">{t('reasonGiven', { reason })}</p>}
    </>
  );
}
