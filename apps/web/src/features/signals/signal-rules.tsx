import { SignalKind, signalLimits } from '@hadir/contract/signals.ts';
import { kilometresAnHour, metres } from './describe-amount.ts';
import { useTexts } from './texts.ts';

const { sharedPhone, manyPhones, travel, outside, failedSignIns, refused, unusual } = signalLimits;

/** The very numbers the server judges by. */
const values: Record<SignalKind, Record<string, string | number>> = {
  shared_phone: { days: signalLimits.phoneDays, ...sharedPhone },
  many_phones: { days: signalLimits.phoneDays, ...manyPhones },
  impossible_travel: {},
  equal_positions: { days: signalLimits.seriesDays },
  outside_place: {},
  failed_sign_ins_account: { ...failedSignIns.account, addresses: failedSignIns.account.mediumAddresses },
  failed_sign_ins_address: { ...failedSignIns.address },
  unusual_attendance: {},
  refused_requests: {
    retry: refused.retry_later,
    csrf: refused.csrf_refused,
    large: refused.body_too_large,
    signedOut: refused.not_signed_in,
    password: refused.password_wrong,
  },
};

/** What makes a signal, in words with the limits. */
export function SignalRules() {
  const t = useTexts();
  // Amounts are written in the reader's language, so they are known here only.
  const amounts: typeof values = {
    ...values,
    impossible_travel: {
      hours: travel.hours,
      least: metres(travel.leastM),
      speed: kilometresAnHour(travel.speed),
      highSpeed: kilometresAnHour(travel.highSpeed),
    },
    outside_place: {
      days: outside.days,
      far: metres(outside.farM),
      sessions: outside.sessions,
      highSessions: outside.highSessions,
    },
    unusual_attendance: {
      hours: unusual.hours,
      place: metres(unusual.placeM),
      marks: unusual.leastMarks,
      days: unusual.days,
      before: unusual.roomCode.before,
      latest: unusual.roomCode.latest,
      seconds: unusual.lockstep.seconds,
      sessions: unusual.lockstep.sessions,
      of: unusual.lockstep.latest,
    },
  };
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-1">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium text-brand">
        {t('rules.heading')}
      </summary>
      <dl className="space-y-3 pb-4">
        {SignalKind.options.map((kind) => (
          <div key={kind}>
            <dt className="font-medium">{t(`kinds.${kind}`)}</dt>
            <dd className="text-ink-soft">{t(`rules.${kind}`, amounts[kind])}</dd>
          </div>
        ))}
      </dl>
      <p className="pb-4 text-ink-soft">{t('rules.reopening')}</p>
    </details>
  );
}
