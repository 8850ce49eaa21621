import type { RosterItem } from '@hadir/contract/sessions.ts';
import { ScanFace, Smartphone } from 'lucide-react';
import { memo } from 'react';
import { formatDayTime, formatFacts, formatTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { describeRefusal } from './describe-refusal.ts';
import { RosterDecision } from './roster-decision.tsx';
import { useRosterTexts } from './roster-texts.ts';
import { StandingBadge } from './standing-badge.tsx';
import { useTexts } from './texts.ts';
import type { QuickAction } from './use-roster-actions.ts';

export type Ask = 'reject' | 'by_hand' | 'history';

export type RowProps = {
  item: RosterItem;
  zone: string;
  isBusy: boolean;
  /** Who only reads sees no button that changes something. */
  canWrite: boolean;
  onAct: (action: QuickAction, item: RosterItem) => void;
  onAsk: (ask: Ask, item: RosterItem) => void;
};

/** One student: how they stand, the evidence in words, and what can be done. Never a distance. */
export const RosterRow = memo(function RosterRow({ item, zone, isBusy, canWrite, onAct, onAsk }: RowProps) {
  const t = useTexts();
  const r = useRosterTexts();
  const { record, student, last_refusal: refusal, waiting_key: phone } = item;
  const { name } = student;
  const isPending = record?.state === 'pending';
  const isMissing = record === null || record.state === 'rejected';
  const isAsked = isPending || record?.state === 'flagged';
  return (
    <li className="space-y-2 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <div className="min-w-0">
          <h3 className="font-semibold break-words">{name}</h3>
          <Evidence item={item} zone={zone} />
        </div>
        <div className="flex flex-wrap items-center gap-1">
          <StandingBadge item={item} />
          {record && (
            <Button look="quiet" aria-label={r('history.openNamed', { name })} onClick={() => onAsk('history', item)}>
              {r('history.open')}
            </Button>
          )}
          {canWrite && isMissing && (
            <Button
              look="secondary"
              isBusy={isBusy}
              aria-label={r('tap.presentNamed', { name })}
              onClick={() => onAct('present', item)}
            >
              {r('tap.present')}
            </Button>
          )}
          {canWrite && !isPending && (
            <Button
              look="quiet"
              aria-label={t(record ? 'roster.correctNamed' : 'roster.markByHandNamed', { name })}
              onClick={() => onAsk('by_hand', item)}
            >
              {t(record ? 'roster.correct' : 'roster.markByHand')}
            </Button>
          )}
        </div>
      </div>
      {isAsked && canWrite && <RosterDecision item={item} isBusy={isBusy} onAct={onAct} onAsk={onAsk} />}
      {student.is_face_off && canWrite && (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-xl bg-warn-soft px-3 py-2">
          <span className="flex min-w-0 items-center gap-2">
            <ScanFace className="size-5 shrink-0" aria-hidden="true" />
            {t('roster.faceOff')}
          </span>
          <Button
            look="secondary"
            isBusy={isBusy}
            aria-label={t('roster.allowFaceNamed', { name })}
            onClick={() => onAct('allow_face', item)}
          >
            {t('roster.allowFace')}
          </Button>
        </div>
      )}
      {phone && canWrite && (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-xl bg-info-soft px-3 py-2 text-info">
          <span className="flex min-w-0 items-center gap-2">
            <Smartphone className="size-5 shrink-0" aria-hidden="true" />
            {t(phone.origin === 'evicted' ? 'roster.waitingAgain' : 'roster.waitingPhone', {
              label: phone.label,
              at: formatDayTime(phone.created_at, zone),
            })}
          </span>
          {phone.replaces !== null && <p className="basis-full">{t('roster.replaces', { label: phone.replaces })}</p>}
          <div className="flex flex-wrap gap-2">
            <Button
              look="secondary"
              isBusy={isBusy}
              aria-label={t('roster.approvePhoneNamed', { name })}
              onClick={() => onAct('approve_phone', item)}
            >
              {t('roster.approvePhone')}
            </Button>
            <Button
              look="quiet"
              isBusy={isBusy}
              aria-label={t('roster.refusePhoneNamed', { name })}
              onClick={() => onAct('refuse_phone', item)}
            >
              {t('roster.refusePhone')}
            </Button>
          </div>
        </div>
      )}
      {refusal && (record === null || record.state === 'rejected') && (
        <p className="text-sm text-ink-soft">
          {t('roster.lastRefusal', { time: formatTime(refusal.at, zone), reason: describeRefusal(refusal) })}
        </p>
      )}
    </li>
  );
});

function Evidence({ item: { record, student }, zone }: Pick<RowProps, 'item' | 'zone'>) {
  const t = useTexts();
  const facts = record
    ? [
        record.captured_at
          ? t('roster.capturedAt', {
              method: t(`method.${record.method}`),
              time: formatTime(record.captured_at, zone),
              received: formatDayTime(record.marked_at, zone),
            })
          : t('roster.markedAt', { method: t(`method.${record.method}`), time: formatTime(record.marked_at, zone) }),
        ...(record.decided_by ? [t('roster.decidedBy', { name: record.decided_by })] : []),
      ]
    : student.face === 'confirmed'
      ? []
      : [t(`faceState.${student.face}`)];
  return facts.length > 0 && <p className="text-sm text-ink-soft">{formatFacts(facts)}</p>;
}
