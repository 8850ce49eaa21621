import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { PersonAccess } from '#features/account-security/person-access.tsx';
import { PersonData } from '#features/privacy/person-data.tsx';
import { useMay } from '#features/sign-in/me.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EnrolledFace } from './enrolled-face.tsx';
import { PersonCourses } from './person-courses.tsx';
import { PersonDetails } from './person-details.tsx';
import { PersonGuardians } from './person-guardians.tsx';
import { consentsQuery, personQuery } from './person-queries.ts';
import { PersonRole } from './person-role.tsx';
import { PersonStatus } from './person-status.tsx';
import { useTexts } from './person-texts.ts';
import { RefusedTries } from './refused-tries.tsx';
import { StudentConsent } from './student-consent.tsx';
import { StudentPhones } from './student-phones.tsx';

/** A person as staff look after them; of a student also guardians, consent, phones and face. Every look is audited. */
export default function PersonPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(personQuery(id));
  const canChange = useMay('students:write');
  const canExport = useMay('privacy:write');
  const changesStaff = useMay('staff:write');
  const seesGuardians = useMay('guardians:read');
  const seesConsent = useMay('consent:read');
  return (
    <Page title={query.data?.name ?? t('title')} intro={t('audited')}>
      <BackLink to="/people">{t('back')}</BackLink>
      <QueryView query={query}>
        {(person) => {
          const isStudent = person.role === 'student';
          return (
            <div className="space-y-5">
              <PersonDetails person={person} />
              <div className="grid items-start gap-5 lg:grid-cols-2">
                <PersonCourses person={person} />
                {isStudent && seesGuardians && <PersonGuardians studentId={id} />}
                {isStudent && seesConsent && <FaceCards studentId={id} />}
              </div>
              {!isStudent && changesStaff && <PersonRole person={person} />}
              <PersonAccess person={person} />
              {canChange && <PersonStatus person={person} />}
              {canExport && <PersonData person={person} />}
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}

/** Consent, phones and face stand and fall together. */
function FaceCards({ studentId }: { studentId: string }) {
  const consents = useQuery(consentsQuery(studentId));
  return (
    <>
      <QueryView query={consents}>{(loaded) => <StudentConsent consents={loaded} />}</QueryView>
      <StudentPhones studentId={studentId} />
      <EnrolledFace studentId={studentId} />
      <RefusedTries studentId={studentId} />
    </>
  );
}
