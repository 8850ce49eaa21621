import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';

/** The way from one thing back to its list. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <ButtonLink
      to={to}
      look="quiet"
      className="-ms-4"
      icon={<ArrowLeft className="size-5 rtl:rotate-180" aria-hidden="true" />}
    >
      {children}
    </ButtonLink>
  );
}
