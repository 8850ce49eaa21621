import { applyUpdate } from '#lib/app-update.ts';
import { Button } from '#ui/button.tsx';
import { useIsAtWork } from './at-work.ts';
import { useTexts } from './texts.ts';
import { putUpdateOff, useUpdate } from './watch-updates.ts';

/** Asks before a new version takes over, and never while the camera looks or a mark is on its way. */
export function UpdatePrompt() {
  const t = useTexts();
  const update = useUpdate();
  const isBusy = useIsAtWork();
  if (update.kind === 'none' || isBusy) return null;
  return (
    <div
      role="status"
      className="fixed inset-x-3 bottom-20 z-30 mx-auto flex max-w-md flex-wrap items-center justify-between gap-2 rounded-2xl border border-line bg-surface p-3 ps-4 shadow-lift lg:bottom-6"
    >
      <p className="font-medium">{t('update.title')}</p>
      <div className="flex gap-1">
        <Button look="quiet" onClick={putUpdateOff}>
          {t('update.later')}
        </Button>
        <Button onClick={() => void applyUpdate()}>{t('update.reload')}</Button>
      </div>
    </div>
  );
}
