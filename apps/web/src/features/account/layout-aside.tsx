import { useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { useTexts } from './texts.ts';

/** Who is signed in, below the menu. */
export function LayoutAside() {
  const t = useTexts();
  const me = useMe();
  return (
    <>
      <p className="font-semibold wrap-anywhere text-ink">{me.name}</p>
      <p className="wrap-anywhere text-ink-soft">{formatFacts([t(`role.${me.role}`), me.school.name])}</p>
    </>
  );
}
