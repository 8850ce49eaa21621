import type { PersonRecord } from '@hadir/contract/students.ts';
import { Camera, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { formatDay } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { useTexts } from './details-texts.ts';
import { EditStaffDialog } from './edit-staff-dialog.tsx';
import { EditStudentDialog } from './edit-student-dialog.tsx';
import { PersonPhoto } from './person-photo.tsx';
import { PhotoDialog } from './photo-dialog.tsx';
import { useTexts as usePeopleTexts } from './texts.ts';

/** What the school knows of a person, the photo beside it. */
export function PersonDetails({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const people = usePeopleTexts();
  const zone = useMe().school.time_zone;
  const canChange = useMay('students:write');
  const [asked, setAsked] = useState<'edit' | 'photo' | null>(null);
  const close = () => setAsked(null);
  const isStudent = person.role === 'student';
  const facts: { name: string; value: ReactNode }[] = [
    { name: people('role'), value: people(`roles.${person.role}`) },
    { name: t('email'), value: person.email ?? t('none') },
    { name: t('account'), value: t(person.has_account ? 'hasAccount' : 'noAccount') },
    { name: t('since'), value: formatDay(person.created_at, zone) },
  ];
  const ofStudent = [
    { name: t('number'), value: person.admission_number ?? t('none') },
    { name: t('class'), value: <ClassLine person={person} /> },
    { name: t('bornOn'), value: person.born_on ? formatDay(`${person.born_on}T00:00:00.000Z`, 'UTC') : t('unknown') },
    { name: t('gender'), value: person.gender ? t(`genders.${person.gender}`) : t('unknown') },
  ];
  const ofStaff = [{ name: t('department'), value: person.department ?? t('none') }];
  return (
    <Card
      title={t('title')}
      actions={
        <div className="flex flex-wrap items-center gap-2">
          {!person.is_active && <Badge>{people('deactivated')}</Badge>}
          {canChange && (
            <Button
              look="secondary"
              icon={<Pencil className="size-5" aria-hidden="true" />}
              onClick={() => setAsked('edit')}
            >
              {t('edit')}
            </Button>
          )}
        </div>
      }
    >
      <div className="flex flex-col gap-5 sm:flex-row">
        <div className="flex max-w-40 shrink-0 flex-col items-start gap-2">
          <PersonPhoto personId={person.id} name={person.name} hasPhoto={person.has_photo} />
          {canChange && (
            <Button
              look="quiet"
              className="-ms-3 px-3"
              icon={<Camera className="size-5" aria-hidden="true" />}
              onClick={() => setAsked('photo')}
            >
              {t('changePhoto')}
            </Button>
          )}
        </div>
        <div className="min-w-0 flex-1">
          <DataList items={[...(isStudent ? ofStudent : ofStaff), ...facts]} />
        </div>
      </div>
      {asked === 'edit' && isStudent && <EditStudentDialog person={person} onClose={close} />}
      {asked === 'edit' && !isStudent && <EditStaffDialog person={person} onClose={close} />}
      {asked === 'photo' && <PhotoDialog person={person} onClose={close} />}
    </Card>
  );
}

function ClassLine({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const { class: schoolClass, stream } = person;
  if (schoolClass === null) return t('none');
  return (
    <>
      <Link to={`/classes/${schoolClass.id}`} className="inline-block min-h-6 text-brand underline underline-offset-4">
        {schoolClass.name}
      </Link>
      {stream && ` · ${stream.name}`}
    </>
  );
}
