import { X } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import type { AttemptFilters } from './attempt-filters.ts';
import { useTexts } from './texts.ts';

/** The filters that only links from elsewhere set: said in words, each with its way out. */
export function AttemptOrigin({
  filters: { device_hash, signal_id },
  onLift,
}: {
  filters: AttemptFilters;
  onLift: (name: 'device_hash' | 'signal_id') => void;
}) {
  const t = useTexts();
  const origins = [
    ...(device_hash ? [['device_hash', t('filters.device', { hash: device_hash.slice(0, 8) })] as const] : []),
    ...(signal_id ? [['signal_id', t('filters.signal')] as const] : []),
  ];
  if (origins.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {origins.map(([name, words]) => (
        <Button
          key={name}
          look="secondary"
          icon={<X className="size-5" aria-hidden="true" />}
          aria-label={t('filters.lift', { words })}
          onClick={() => onLift(name)}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}
