import type { Person } from '@hadir/contract/people.ts';
import { Link } from 'react-router';
import { useMay } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { FaceBadge } from './face-badge.tsx';
import { isToConfirm } from './is-to-confirm.ts';
import { useTexts as usePhotoTexts } from './photo-texts.ts';
import { useTexts } from './texts.ts';

type Props = {
  people: Person[];
  isRoleShown: boolean;
  /** Viewers look only. */
  canConfirm: boolean;
  /** A face that staff have confirmed is an admin's to reject. */
  canRejectConfirmed: boolean;
  /** Admins set photos; others look at those that are there. */
  canSetPhoto: boolean;
  chosen: ReadonlySet<string>;
  /** Id of the person whose face is being confirmed. */
  busy: string | null;
  onChoose: (id: string, isChosen: boolean) => void;
  onConfirm: (person: Person) => void;
  onReject: (person: Person) => void;
  onPhoto: (person: Person) => void;
};

/** A table where there is room for one, cards where there is not. */
export function PeopleTable(props: Props) {
  const t = useTexts();
  const { people, isRoleShown, canConfirm, canSetPhoto, chosen, onChoose } = props;
  const tick = (person: Person) =>
    canConfirm &&
    isToConfirm(person) && (
      <label className="-m-2 flex size-11 cursor-pointer items-center justify-center">
        <input
          type="checkbox"
          className="size-6 accent-brand"
          aria-label={t('choose', { name: person.name })}
          checked={chosen.has(person.id)}
          onChange={(event) => onChoose(person.id, event.target.checked)}
        />
      </label>
    );
  const deeds = {
    key: 'deeds',
    header: t('deeds'),
    cell: (person: Person) => <Deeds {...props} person={person} />,
    className: 'min-w-64',
  };
  const columns: Column<Person>[] = [
    ...(canConfirm ? [{ key: 'choose', header: t('chooseHeader'), cell: tick, className: 'w-12' }] : []),
    {
      key: 'name',
      header: t('name'),
      cell: (person) => <Known person={person} />,
      isRowHeader: true,
      className: 'min-w-40 wrap-anywhere',
    },
    {
      key: 'email',
      header: t('email'),
      cell: ({ email }) => email ?? t('noEmail'),
      className: 'min-w-56 wrap-anywhere',
    },
    ...(isRoleShown ? [{ key: 'role', header: t('role'), cell: ({ role }: Person) => t(`roles.${role}`) }] : []),
    ...(people.some((person) => person.class)
      ? [{ key: 'class', header: t('class'), cell: nameClass, className: 'min-w-28 wrap-anywhere' }]
      : []),
    ...(people.some(({ department }) => department)
      ? [{ key: 'department', header: t('department'), cell: ({ department }: Person) => department ?? '' }]
      : []),
    { key: 'face', header: t('face'), cell: (person) => <Face person={person} /> },
    ...(canConfirm || canSetPhoto || people.some((person) => person.has_photo) ? [deeds] : []),
  ];
  return (
    <>
      <div className="hidden xl:block">
        <Table caption={t('title')} columns={columns} rows={people} getKey={(person) => person.id} />
      </div>
      <div className="xl:hidden">
        <CardList label={t('title')} rows={people} getKey={(person) => person.id}>
          {(person) => (
            <div className="flex items-start gap-3">
              {tick(person)}
              <div className="min-w-0 flex-1 space-y-2">
                <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                  <h2 className="flex flex-wrap items-center gap-x-2 font-semibold wrap-anywhere">
                    <Name person={person} />
                    <Gone person={person} />
                  </h2>
                  <Face person={person} />
                </div>
                <p className="text-sm wrap-anywhere text-ink-soft">
                  {formatFacts([
                    isRoleShown && t(`roles.${person.role}`),
                    person.admission_number,
                    nameClass(person),
                    person.email ?? t('noEmail'),
                    person.department,
                  ])}
                </p>
                <Deeds {...props} person={person} />
              </div>
            </div>
          )}
        </CardList>
      </div>
    </>
  );
}

/** The class and the stream of a student, in one line. */
function nameClass({ class: schoolClass, stream }: Person): string {
  return formatFacts([schoolClass?.name, stream?.name]);
}

/** The name, the school's number below it, and whether somebody is no longer there. */
function Known({ person }: { person: Person }) {
  return (
    <>
      <Name person={person} />
      {person.admission_number && (
        <span className="block text-sm font-normal text-ink-soft">{person.admission_number}</span>
      )}
      <Gone person={person} />
    </>
  );
}

function Gone({ person }: { person: Person }) {
  const t = useTexts();
  return person.is_active ? null : <Badge>{t('deactivated')}</Badge>;
}

/** Everybody who may be seen has a page of their own. */
function Name({ person: { id, name } }: { person: Person }) {
  return (
    <Link to={`/people/${id}`} className="text-brand underline underline-offset-4">
      {name}
    </Link>
  );
}

/** Only students have a face to show. */
function Face({ person }: { person: Person }) {
  const t = useTexts();
  const canDecide = useMay('look_alikes:write');
  if (person.role !== 'student') return null;
  const { face_problem: problem } = person;
  if (problem === null) return <FaceBadge state={person.face} />;
  return (
    <div className="space-y-1">
      <FaceBadge state={problem} />
      <p className="max-w-44 text-sm whitespace-normal text-ink-soft">
        {problem === 'held' && canDecide ? (
          <Link to="/look-alikes" className="inline-block min-h-6 font-medium text-brand underline">
            {t('faceProblem.decide')}
          </Link>
        ) : (
          t(`faceProblem.${problem}`)
        )}
      </p>
    </div>
  );
}

function Deeds(props: Props & { person: Person }) {
  const t = useTexts();
  const photo = usePhotoTexts();
  const { person, canConfirm, canRejectConfirmed, canSetPhoto, busy, onConfirm, onReject, onPhoto } = props;
  const { name, face } = person;
  const canReject = canConfirm && (face === 'provisional' || (face === 'confirmed' && canRejectConfirmed));
  return (
    <div className="-ms-3 flex flex-wrap gap-1 whitespace-nowrap empty:hidden">
      {canConfirm && isToConfirm(person) && (
        <Button
          look="secondary"
          className="ms-3 px-3"
          isBusy={busy === person.id}
          aria-label={t('confirmFaceNamed', { name })}
          onClick={() => onConfirm(person)}
        >
          {t('confirmFace')}
        </Button>
      )}
      {canReject && (
        <Button
          look="quiet"
          className="px-3"
          aria-label={t('rejectFaceNamed', { name })}
          onClick={() => onReject(person)}
        >
          {t('rejectFace')}
        </Button>
      )}
      {(canSetPhoto || person.has_photo) && (
        <Button
          look="quiet"
          className="px-3"
          aria-label={photo('buttonNamed', { name })}
          onClick={() => onPhoto(person)}
        >
          {photo('button')}
        </Button>
      )}
    </div>
  );
}
