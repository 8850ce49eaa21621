import type { Place } from '@hadir/contract/places.ts';
import { useQuery } from '@tanstack/react-query';
import { MapPin, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { OutlineSketch } from './outline-sketch.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { placesQuery } from './place-queries.ts';
import { useTexts } from './texts.ts';

/** Where classes are held, with the circle a student must be in. */
export default function PlacesPage() {
  const t = useTexts();
  const query = useQuery(placesQuery);
  const [edited, setEdited] = useState<Place | 'new' | null>(null);

  return (
    <Page
      title={t('title')}
      intro={t('explained')}
      actions={
        <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setEdited('new')}>
          {t('new')}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<MapPin className="size-8" />} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {items.map((place) => (
                <PlaceCard key={place.id} place={place} onEdit={() => setEdited(place)} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {edited && <PlaceDialog place={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function PlaceCard({ place, onEdit }: { place: Place; onEdit: () => void }) {
  const t = useTexts();
  const { name, lat, lng, radius_m, polygon } = place;
  const degrees = (value: number) => formatNumber(value, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  return (
    <li className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-4 shadow-lift">
      <h2 className="flex items-start gap-2 text-lg font-semibold">
        <MapPin className="mt-0.5 size-5 shrink-0 text-brand" aria-hidden="true" />
        <span className="min-w-0 break-words">{name}</span>
      </h2>
      <p>{polygon ? t('corners', { count: polygon.length }) : t('radius', { metres: formatNumber(radius_m) })}</p>
      <p className="text-sm text-ink-soft tabular-nums">
        {t('centre')}: {degrees(lat)}, {degrees(lng)}
      </p>
      {polygon && <OutlineSketch corners={polygon} />}
      <Button
        look="secondary"
        className="mt-auto self-start"
        icon={<Pencil className="size-5" aria-hidden="true" />}
        aria-label={t('editNamed', { name })}
        onClick={onEdit}
      >
        {t('edit')}
      </Button>
    </li>
  );
}
