import type { ReviewDetail } from '@hadir/contract/review.ts';
import type { ReactNode } from 'react';
import { PersonPhoto } from '#features/people/person-photo.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime, formatInstant, formatList } from '#lib/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { ReasonsCard } from './reasons-card.tsx';
import { useTexts } from './texts.ts';

/** The claimed person beside what came, in words; then why a person is asked. */
export function Evidence({ mark }: { mark: ReviewDetail }) {
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Claimed mark={mark} />
        {mark.came.nearest && <Nearest person={mark.came.nearest} />}
        <Came mark={mark} />
      </div>
      <ReasonsCard mark={mark} />
    </>
  );
}

function Claimed({ mark: { student, claimed } }: { mark: ReviewDetail }) {
  const t = useTexts();
  return (
    <Card title={t('mark.claimed')}>
      <div className="flex flex-col gap-4 sm:flex-row lg:flex-col xl:flex-row">
        <div className="shrink-0 sm:max-w-52">
          <PersonPhoto personId={student.id} name={student.name} hasPhoto={student.has_photo} />
        </div>
        <dl className="min-w-0 space-y-3">
          <Fact name={t('mark.name')}>
            <strong>{student.name}</strong>
          </Fact>
          {claimed.admission_number && <Fact name={t('mark.admission')}>{claimed.admission_number}</Fact>}
          <Fact name={t('mark.face')}>
            <EnrolledFace claimed={claimed} />
          </Fact>
        </dl>
      </div>
      <ButtonLink look="secondary" className="mt-4" to={`/people/${student.id}`}>
        {t('mark.person')}
      </ButtonLink>
    </Card>
  );
}

/** Whose face came close as well, beside the claimed person: who knows both sees whose it is. */
function Nearest({ person }: { person: NonNullable<ReviewDetail['came']['nearest']> }) {
  const t = useTexts();
  return (
    <Card title={t('mark.nearest')}>
      <div className="flex flex-col gap-4 sm:flex-row lg:flex-col xl:flex-row">
        <div className="shrink-0 sm:max-w-52">
          <PersonPhoto personId={person.id} name={person.name} hasPhoto={person.has_photo} />
        </div>
        <div className="min-w-0 space-y-2 wrap-anywhere">
          <strong>{person.name}</strong>
          <p className="text-ink-soft">{t('mark.nearestHint')}</p>
        </div>
      </div>
    </Card>
  );
}

/** Name above value: there is a photo beside it. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function EnrolledFace({ claimed }: Pick<ReviewDetail, 'claimed'>) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  if (claimed.enrolled_at === null) return t('mark.faceNone');
  const date = formatDayTime(claimed.enrolled_at, zone);
  const enrolled =
    claimed.face !== 'confirmed'
      ? t('mark.enrolledUnconfirmed', { date })
      : claimed.confirmed_at && claimed.confirmed_by
        ? t('mark.enrolledConfirmed', {
            date,
            name: claimed.confirmed_by,
            on: formatDayTime(claimed.confirmed_at, zone),
          })
        : t('mark.enrolled', { date });
  return (
    <>
      {enrolled}
      {claimed.is_enrolled_face === false && <p className="mt-1 font-medium">{t('mark.faceReplaced')}</p>}
    </>
  );
}

function Came({ mark }: { mark: ReviewDetail }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { came } = mark;
  const place = came.place ?? t('mark.thePlace');
  return (
    <Card title={t('mark.came')}>
      <DataList
        items={[
          ...(mark.captured_at ? [{ name: t('mark.capturedAt'), value: formatInstant(mark.captured_at, zone) }] : []),
          { name: t(mark.captured_at ? 'mark.receivedAt' : 'mark.at'), value: formatInstant(mark.marked_at, zone) },
          { name: t('mark.how'), value: t(`method.${mark.method}`) },
          { name: t('mark.shownFace'), value: t(`mark.faces.${came.face}`) },
          { name: t('mark.phone'), value: <Phone phone={came.phone} /> },
          { name: t('mark.position'), value: t(`mark.positions.${came.position}`, { place }) },
        ]}
      />
    </Card>
  );
}

function Phone({ phone }: { phone: ReviewDetail['came']['phone'] }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { kind, label, registered_at, others, others_count } = phone;
  const date = registered_at === null ? '' : formatDayTime(registered_at, zone);
  const words = { known: 'mark.phoneKnown', new: 'mark.phoneNew', none: 'mark.phoneNone' } as const;
  return (
    <>
      {t(words[kind], { label: label ?? '', date })}
      {others_count > 0 && <p className="mt-1 font-medium">{t('mark.phoneOthersCount', { count: others_count })}</p>}
      {others.length > 0 && <p className="mt-1">{t('mark.phoneOthers', { names: formatList(others) })}</p>}
    </>
  );
}
