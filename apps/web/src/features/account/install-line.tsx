import { Link } from 'react-router';
import { linkClasses } from '#features/sign-in/entry-layout.tsx';
import { useInstall } from '#lib/install-app.ts';
import { useTexts } from './texts.ts';

/** One quiet line at the end of a screen; nothing where the app is installed. It never opens by itself. */
export function InstallLine() {
  const t = useTexts();
  const { kind } = useInstall();
  if (kind === 'installed') return null;
  return (
    <p className="text-center">
      <Link className={linkClasses} to="/install">
        {t('install.link')}
      </Link>
    </p>
  );
}
