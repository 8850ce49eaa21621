import type { Signal } from '@hadir/contract/signals.ts';
import { Link } from 'react-router';
import { formatDayTime } from '#lib/format.ts';
import { CardList } from '#ui/card-list.tsx';
import { describeSignal } from './describe-signal.ts';
import { LevelBadge, StateBadge } from './signal-badges.tsx';
import { useTexts } from './texts.ts';

const NAMES_SHOWN = 3;

/** Sentences are read in rows, so this is a list on wide screens, too. */
export function SignalList({ signals, zone }: { signals: Signal[]; zone: string }) {
  const t = useTexts();
  return (
    <CardList label={t('title')} rows={signals} getKey={({ id }) => id}>
      {(signal) => {
        const { title, what } = describeSignal(signal);
        const people = namesOf(signal, t);
        return (
          <div className="flex flex-col gap-x-6 gap-y-2 md:flex-row md:items-center md:justify-between">
            <div className="min-w-0 space-y-1">
              <h2 className="flex flex-wrap items-center gap-2 font-semibold">
                {title}
                <LevelBadge level={signal.level} />
                {signal.state !== 'open' && <StateBadge state={signal.state} />}
              </h2>
              <p className="break-words">{what.join(' ')}</p>
              <p className="text-sm break-words text-ink-soft">{people}</p>
            </div>
            <div className="flex items-center justify-between gap-4 md:shrink-0">
              <p className="text-sm text-ink-soft tabular-nums">
                {t('sightings', { count: signal.sightings })},{' '}
                {t('last', { time: formatDayTime(signal.last_at, zone) })}
              </p>
              <Link
                to={`/signals/${signal.id}`}
                className="inline-flex min-h-11 items-center px-1 font-medium text-brand underline underline-offset-2"
                aria-label={t('openNamed', { title, people })}
              >
                {t('open')}
              </Link>
            </div>
          </div>
        );
      }}
    </CardList>
  );
}

function namesOf({ people, people_total }: Signal, t: ReturnType<typeof useTexts>): string {
  if (people.length === 0) return t('nobody');
  const shown = people.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = people_total - shown.length;
  return [...shown, ...(more > 0 ? [t('andMore', { count: more })] : [])].join(', ');
}
