import { Printer } from 'lucide-react';
import { useMay } from '#features/sign-in/me.ts';
import { ButtonLink } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

/** The way to the print sheet, for those who may make one. */
export function ClaimCodesLink() {
  const t = useTexts();
  if (!useMay('account_recovery:write')) return null;
  return (
    <ButtonLink look="secondary" to="/claim-codes" icon={<Printer className="size-5" aria-hidden="true" />}>
      {t('claims.link')}
    </ButtonLink>
  );
}
