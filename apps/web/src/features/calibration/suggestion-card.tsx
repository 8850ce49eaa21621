import type { CalibrationOf, ThresholdSuggestion } from '@hadir/contract/calibration.ts';
import { formatNumber, formatPercentage } from '#lib/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import type { Calibration } from './calibration-queries.ts';
import { useTexts } from './texts.ts';

/** Thresholds that would let few strangers pass, as far as the school's people can tell. */
export function SuggestionCard({ shown, calibration }: { shown: CalibrationOf; calibration: Calibration }) {
  const t = useTexts();
  return (
    <Card title={t('suggest.title')}>
      {shown.decides && (
        <p className="mb-3">{t('suggest.now', { threshold: formatDistance(calibration.threshold) })}</p>
      )}
      <ul className="grid gap-4 md:grid-cols-2">
        {shown.suggestions.map((suggestion) => (
          <li key={suggestion.share} className="rounded-xl border border-line p-4">
            <Suggestion suggestion={suggestion} shown={shown} calibration={calibration} />
          </li>
        ))}
      </ul>
      {shown.decides && <p className="mt-3 text-sm text-ink-soft">{t('suggest.caution')}</p>}
    </Card>
  );
}

type Shown = { suggestion: ThresholdSuggestion; shown: CalibrationOf; calibration: Calibration };

function Suggestion({ suggestion, shown, calibration }: Shown) {
  const t = useTexts();
  const { share, threshold, low, high, people_needed, shots_refused, marks_refused } = suggestion;
  const { least_threshold: least, largest_threshold: largest } = calibration;
  const settable = threshold === null ? null : Math.min(largest, Math.max(least, threshold));
  return (
    <div className="space-y-2">
      <h3 className="font-semibold">{t('suggest.share', { strangers: formatNumber(Math.round(1 / share)) })}</h3>
      {threshold === null ? (
        <p className="text-ink-soft">{t('suggest.cannot_tell', { needed: people_needed, people: shown.people })}</p>
      ) : (
        <>
          <p>
            {t('suggest.value', {
              threshold: formatDistance(threshold),
              low: formatDistance(low ?? threshold),
              high: formatDistance(high ?? threshold),
            })}
          </p>
          <p className="text-sm text-ink-soft">
            {shots_refused !== null && t('suggest.shots_refused', { share: formatPercentage(shots_refused * 100) })}{' '}
            {marks_refused !== null && t('suggest.marks_refused', { share: formatPercentage(marks_refused * 100) })}
          </p>
        </>
      )}
      {shown.decides && threshold !== null && threshold < least && (
        <p className="text-sm">{t('suggest.outside_low', { limit: formatDistance(least) })}</p>
      )}
      {shown.decides && threshold !== null && threshold > largest && (
        <p className="text-sm">{t('suggest.outside_high', { limit: formatDistance(largest) })}</p>
      )}
      {shown.decides && settable !== null && settable !== calibration.threshold && (
        <ButtonLink look="secondary" to={`/school?threshold=${settable.toFixed(2)}`}>
          {t('suggest.use', { threshold: formatDistance(settable) })}
        </ButtonLink>
      )}
    </div>
  );
}

const formatDistance = (distance: number) =>
  formatNumber(distance, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
