import { create } from 'zustand';
import { onTooOld } from '#lib/api.ts';
import { applyUpdate } from '#lib/app-update.ts';
import { appVersion } from '#lib/client.ts';
import { Button } from '#ui/button.tsx';
import { CoveringDialog } from '#ui/covering-dialog.tsx';
import { useIsAtWork } from './at-work.ts';
import { useTexts } from './texts.ts';

const TRIED = 'hadir.updated-from';

const useTooOld = create<{ isTooOld: boolean }>(() => ({ isTooOld: false }));

export function watchTooOld(): void {
  onTooOld(() => useTooOld.setState({ isTooOld: true }));
}

/** The server does not talk to this version any more: over everything else, since nothing else would work. */
export function TooOldScreen() {
  const t = useTexts();
  const { isTooOld } = useTooOld();
  const isBusy = useIsAtWork();
  if (!isTooOld || isBusy) return null;
  const hasTried = readTried() === appVersion;
  return (
    <CoveringDialog
      title={t('too_old.title')}
      description={t(hasTried ? 'too_old.again' : 'too_old.text')}
      action={
        <Button size="large" onClick={() => void update()}>
          {t('update.reload')}
        </Button>
      }
    />
  );
}

async function update(): Promise<void> {
  try {
    sessionStorage.setItem(TRIED, appVersion);
  } catch {
    // Then the words stay those of the first time.
  }
  await applyUpdate();
}

function readTried(): string | null {
  try {
    return sessionStorage.getItem(TRIED);
  } catch {
    return null;
  }
}
