import type { Signal, SignalFull } from '@hadir/contract/signals.ts';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDayTime } from '#lib/format.ts';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { describeSignal } from './describe-signal.ts';
import { LevelBadge, StateBadge } from './signal-badges.tsx';
import { useTexts } from './texts.ts';

const linkClasses = 'inline-flex min-h-11 items-center font-medium text-brand underline underline-offset-2';

/** What was seen, when, with whom and by which phone, and what was decided. */
export function SignalFacts({ signal, zone, actions }: { signal: SignalFull; zone: string; actions: ReactNode }) {
  const t = useTexts();
  const { what, why } = describeSignal(signal);
  const phone = signal.detail.device_hash;
  const times = { first: formatDayTime(signal.first_at, zone), last: formatDayTime(signal.last_at, zone) };
  const more = signal.people_total - signal.people.length;
  return (
    <Card title={t('detail.summary')} actions={<div className="flex flex-wrap gap-2">{actions}</div>}>
      <div className="mb-4 max-w-prose space-y-1">
        {what.map((sentence) => (
          <p key={sentence} className="text-lg">
            {sentence}
          </p>
        ))}
        <p className="text-ink-soft">{why}</p>
      </div>
      <DataList
        items={[
          { name: t('detail.level'), value: <LevelBadge level={signal.level} isNamed={false} /> },
          { name: t('detail.state'), value: <StateBadge state={signal.state} /> },
          { name: t('detail.times'), value: `${t('sightings', { count: signal.sightings })}. ${t('since', times)}` },
          {
            name: t('people'),
            value:
              signal.people.length === 0 ? (
                t('nobody')
              ) : (
                <ul>
                  {signal.people.map((person) => (
                    <PersonLinks key={person.id} person={person} />
                  ))}
                  {more > 0 && <li className="text-ink-soft">{t('andMore', { count: more })}</li>}
                </ul>
              ),
          },
          ...(typeof phone === 'string'
            ? [
                {
                  name: t('detail.phone'),
                  value: (
                    <>
                      <code className="block text-sm break-all">{phone}</code>
                      <Link className={linkClasses} to={`/attempts?device_hash=${encodeURIComponent(phone)}`}>
                        {t('detail.phoneAttempts')}
                      </Link>
                    </>
                  ),
                },
              ]
            : []),
          ...(signal.decision ? [{ name: t('detail.decision'), value: <Decided signal={signal} zone={zone} /> }] : []),
        ]}
      />
    </Card>
  );
}

function PersonLinks({ person }: { person: Signal['people'][number] }) {
  const t = useTexts();
  const { id, name } = person;
  const query = encodeURIComponent(id);
  return (
    <li className="flex flex-wrap items-center gap-x-4">
      {person.role === 'student' ? (
        <>
          <Link className={linkClasses} to={`/attempts?student_id=${query}`}>
            {t('detail.personAttempts', { name })}
          </Link>
          <Link
            className={linkClasses}
            to={`/signals/graph?person_id=${query}`}
            aria-label={t('detail.inGraphNamed', { name })}
          >
            {t('detail.inGraph')}
          </Link>
        </>
      ) : (
        name
      )}
    </li>
  );
}

function Decided({ signal: { decision, state }, zone }: { signal: Signal; zone: string }) {
  const t = useTexts();
  if (!decision) return null;
  const { at, by, reason } = decision;
  const time = formatDayTime(at, zone);
  return (
    <>
      <p>{by ? t('detail.decidedBy', { time, name: by, reason }) : t('detail.decidedByNobody', { time, reason })}</p>
      {state === 'open' && <p className="text-ink-soft">{t('detail.openedAgain')}</p>}
    </>
  );
}
