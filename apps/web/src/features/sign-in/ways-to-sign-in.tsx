import { Segmented } from '#ui/segmented.tsx';
import { useTexts } from './recovery-texts.ts';

/** How people name their account. */
export type Way = 'email' | 'number';

export function WaysToSignIn({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const t = useTexts();
  return (
    <Segmented
      legend={t('way.legend')}
      value={way}
      onChange={onChange}
      segments={[
        { value: 'email', label: t('way.email') },
        { value: 'number', label: t('way.number') },
      ]}
    />
  );
}
