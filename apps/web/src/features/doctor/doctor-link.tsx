import { Stethoscope } from 'lucide-react';
import { ButtonLink } from '#ui/button.tsx';
import { useTexts } from './doctor-link-texts.ts';

/** The way to the check of this device, for screens where something may keep the app from working. */
export function DoctorLink() {
  const t = useTexts();
  return (
    <ButtonLink look="quiet" to="/doctor" icon={<Stethoscope className="size-5" aria-hidden="true" />}>
      {t('link')}
    </ButtonLink>
  );
}
