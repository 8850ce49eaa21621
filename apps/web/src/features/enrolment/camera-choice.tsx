import { Camera } from 'lucide-react';
import { chooseCamera, useCameras } from './camera-choice-store.ts';
import { useTexts } from './texts.ts';

/** Which camera, for who has several. `onChange`: the one that runs is not the wanted one any more. */
export function CameraChoice({ onChange }: { onChange: () => void }) {
  const t = useTexts();
  const { cameras, current } = useCameras();
  if (cameras.length < 2) return null;
  return (
    <label className="inline-flex min-h-11 max-w-full items-center gap-2 text-ink-soft">
      <Camera className="size-5 shrink-0" aria-hidden="true" />
      <span className="sr-only">{t('stage.camera')}</span>
      <select
        className="min-h-11 min-w-0 max-w-52 truncate rounded-xl border border-line-strong bg-surface px-2"
        value={current}
        onChange={(event) => {
          chooseCamera(event.target.value);
          onChange();
        }}
      >
        {cameras.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
