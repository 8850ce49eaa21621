import type { ReactNode } from 'react';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';

/** Frame of the screens that lead into an account. */
export function EntryLayout({
  title,
  intro,
  children,
  below,
}: {
  title: string;
  intro: string;
  children: ReactNode;
  below?: ReactNode;
}) {
  return (
    <Shell nav={[]}>
      <div className="mx-auto max-w-md lg:pt-8">
        <Page title={title} intro={intro} width="narrow">
          <Card>{children}</Card>
          {below && <p className="text-center text-ink-soft">{below}</p>}
          <div className="text-center">
            <DoctorLink />
          </div>
        </Page>
      </div>
    </Shell>
  );
}

export const linkClasses = 'inline-flex min-h-11 items-center font-semibold text-brand underline underline-offset-4';
