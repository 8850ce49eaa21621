import { Volume2, VolumeX } from 'lucide-react';
import { switchSounds, useSounds } from '#lib/cue.ts';
import { Button } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

/** Tones for who does not look at the screen, or hardly sees it. */
export function SoundSwitch() {
  const t = useTexts();
  const { isOn } = useSounds();
  const Icon = isOn ? Volume2 : VolumeX;
  return (
    <Button
      look="quiet"
      aria-pressed={isOn}
      icon={<Icon className="size-5" aria-hidden="true" />}
      onClick={() => switchSounds(!isOn)}
    >
      {t('stage.sounds')}
    </Button>
  );
}
