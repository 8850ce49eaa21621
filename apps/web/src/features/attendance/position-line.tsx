import { MapPin, MapPinOff } from 'lucide-react';
import type { PositionProgress } from './check-in-store.ts';
import { useTexts } from './texts.ts';

/** How the search for the position goes, in one line; nothing where none is needed. */
export function PositionLine({ position }: { position: PositionProgress }) {
  const t = useTexts();
  if (position === 'not_needed') return null;
  const isMissing = position === 'denied' || position === 'unavailable';
  const Icon = isMissing ? MapPinOff : MapPin;
  return (
    <p role="status" className={`flex items-center justify-center gap-2 ${isMissing ? 'text-bad' : 'text-ink-soft'}`}>
      <Icon className="size-5" aria-hidden="true" />
      {t(`position.${position}`)}
    </p>
  );
}
