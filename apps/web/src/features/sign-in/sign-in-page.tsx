import type { SecondStep as Asked } from '@hadir/contract/sign-in.ts';
import { useQuery } from '@tanstack/react-query';
import { IdCard, Mail } from 'lucide-react';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { Button } from '#ui/button.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { meQuery } from './me.ts';
import { EmailAndPassword, NumberAndPassword } from './password-step.tsx';
import { useTexts as useRecoveryTexts } from './recovery-texts.ts';
import { SecondStep } from './second-step.tsx';
import { useTexts } from './texts.ts';
import { getNext } from './use-entry.ts';
import type { Way } from './ways-to-sign-in.tsx';

export default function SignInPage() {
  const t = useTexts();
  const r = useRecoveryTexts();
  const { data: me } = useQuery(meQuery);
  const [search] = useSearchParams();
  const [way, setWay] = useState<Way>(search.get('by') === 'number' ? 'number' : 'email');
  const [step, setStep] = useState<Asked['second_step'] | null>(null);
  if (me) return <Navigate to={getNext(search.get('next'))} replace />;
  if (step) {
    return (
      <EntryLayout title={r('step.title')} intro={r('step.intro')}>
        <SecondStep step={step} onBack={() => setStep(null)} />
      </EntryLayout>
    );
  }
  return (
    <EntryLayout
      title={t('sign_in.title')}
      intro={t('sign_in.intro')}
      below={
        <>
          {t('sign_in.no_account')}{' '}
          <Link to={{ pathname: '/register', search: search.toString() }} className={linkClasses}>
            {t('sign_in.register')}
          </Link>
          <br />
          {r('claim.have_code')}{' '}
          <Link to="/claim" className={linkClasses}>
            {r('claim.link')}
          </Link>
        </>
      }
    >
      <div className="space-y-4">
        {way === 'email' ? <EmailAndPassword onSecondStep={setStep} /> : <NumberAndPassword onSecondStep={setStep} />}
        <Button
          look="secondary"
          className="w-full"
          icon={way === 'email' ? <IdCard className="size-5" /> : <Mail className="size-5" />}
          onClick={() => setWay(way === 'email' ? 'number' : 'email')}
        >
          {r(way === 'email' ? 'way.use_number' : 'way.use_email')}
        </Button>
        <p className="text-center">
          <Link to="/forgot" className={linkClasses}>
            {r('forgot.link')}
          </Link>
        </p>
      </div>
    </EntryLayout>
  );
}
