import { useQuery } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { toFailure } from '#lib/failure.ts';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { photoQuery } from './photo-queries.ts';
import { useTexts } from './photo-texts.ts';

/** The school's own photo of a person, or a place that says there is none. Looking is audited. */
export function PersonPhoto({ personId, name, hasPhoto }: { personId: string; name: string; hasPhoto: boolean }) {
  const t = useTexts();
  const query = useQuery({ ...photoQuery(personId), enabled: hasPhoto });
  if (hasPhoto && query.isPending) return <LoadingState />;
  if (query.error) return <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />;
  const photo = query.data;
  if (!photo) {
    return (
      <div className="flex max-w-60 flex-col items-center gap-2 rounded-xl bg-sunken px-4 py-8 text-center text-sm text-ink-soft">
        <UserRound className="size-8" aria-hidden="true" />
        {t('none', { name })}
      </div>
    );
  }
  return (
    <img
      src={`data:${photo.media_type};base64,${photo.data}`}
      alt={t('of', { name })}
      className="max-h-72 w-auto max-w-full rounded-xl border border-line object-contain"
    />
  );
}
