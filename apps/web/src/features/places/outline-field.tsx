import { LocateFixed, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '#lib/format.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { controlClasses } from '#ui/field.tsx';
import { findOwnPosition, type OwnPosition } from './find-own-position.ts';
import { OutlineSketch } from './outline-sketch.tsx';
import { type CornerText, MOST_CORNERS, type OutlineFault, readCorners } from './read-outline.ts';
import { useTexts } from './texts.ts';

/** Six decimals are about 0.1 m: more than any phone knows. */
const DECIMALS = 6;

type Finding = { kind: 'idle' } | { kind: 'finding' } | OwnPosition;

/** The corners of a place as a list, walked along with the phone or typed, and how they look from above. */
export function OutlineField({
  corners,
  onCorners,
  fault,
}: {
  corners: readonly CornerText[];
  onCorners: (corners: CornerText[]) => void;
  fault: OutlineFault | null;
}) {
  const t = useTexts();
  const [finding, setFinding] = useState<Finding>({ kind: 'idle' });
  const change = (at: number, part: Partial<CornerText>) =>
    onCorners(corners.map((corner, i) => (i === at ? { ...corner, ...part } : corner)));

  async function addWhereIStand() {
    setFinding({ kind: 'finding' });
    const found = await findOwnPosition();
    setFinding(found);
    if (found.kind === 'found') {
      onCorners([...corners, { lat: found.lat.toFixed(DECIMALS), lng: found.lng.toFixed(DECIMALS) }]);
    }
  }

  const isFull = corners.length >= MOST_CORNERS;
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{t('outline.legend')}</legend>
      <p className="text-sm text-ink-soft">{t('outline.hint')}</p>
      {corners.length > 0 && (
        <div className="flex gap-2 text-sm font-medium" aria-hidden="true">
          <span className="w-6 shrink-0" />
          <span className="min-w-0 flex-1">{t('form.latitude')}</span>
          <span className="min-w-0 flex-1">{t('form.longitude')}</span>
          <span className="w-11 shrink-0" />
        </div>
      )}
      <ol className="space-y-2">
        {corners.map((corner, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the list
          <li key={i} className="flex items-center gap-2">
            <span className="w-6 shrink-0 text-end text-ink-soft tabular-nums" aria-hidden="true">
              {i + 1}
            </span>
            <input
              className={`${controlClasses} min-w-0`}
              aria-label={t('outline.latitude', { number: i + 1 })}
              aria-invalid={(fault?.kind === 'unreadable' && fault.corner === i) || undefined}
              placeholder={t('form.latitude')}
              inputMode="text"
              autoComplete="off"
              value={corner.lat}
              onChange={(event) => change(i, { lat: event.target.value })}
            />
            <input
              className={`${controlClasses} min-w-0`}
              aria-label={t('outline.longitude', { number: i + 1 })}
              aria-invalid={(fault?.kind === 'unreadable' && fault.corner === i) || undefined}
              placeholder={t('form.longitude')}
              inputMode="text"
              autoComplete="off"
              value={corner.lng}
              onChange={(event) => change(i, { lng: event.target.value })}
            />
            <IconButton
              label={t('outline.remove', { number: i + 1 })}
              onClick={() => onCorners(corners.filter((_, at) => at !== i))}
            >
              <Trash2 className="size-5" />
            </IconButton>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          icon={<LocateFixed className="size-5" aria-hidden="true" />}
          isBusy={finding.kind === 'finding'}
          disabled={isFull}
          onClick={() => void addWhereIStand()}
        >
          {t('outline.addHere')}
        </Button>
        <Button
          look="secondary"
          icon={<Plus className="size-5" aria-hidden="true" />}
          disabled={isFull}
          onClick={() => onCorners([...corners, { lat: '', lng: '' }])}
        >
          {t('outline.add')}
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-soft">
        {finding.kind === 'finding' && t('form.finding')}
        {finding.kind === 'found' && t('outline.found', { metres: formatNumber(Math.ceil(finding.accuracy)) })}
        {finding.kind === 'denied' && t('form.denied')}
        {finding.kind === 'failed' && t('form.failed')}
      </p>
      <OutlineSketch corners={readCorners(corners).filter((corner) => corner !== null)} />
      {fault && (
        <p role="alert" className="font-medium text-bad">
          {fault.kind === 'unreadable'
            ? t('outline.unreadable', { number: fault.corner + 1 })
            : t(`outline.${fault.kind}`)}
        </p>
      )}
    </fieldset>
  );
}
