import { permissions, Role, rolesWith } from '@hadir/contract/permissions.ts';
import { nameOf } from '#test/all-endpoints.ts';
import type { measureAccess } from '#test/measure-access.ts';
import { roleNames } from '#test/role-callers.ts';

type Measured = Awaited<ReturnType<typeof measureAccess>>;

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const heading = (cells: readonly string[]) => [row(cells), row(cells.map(() => '---'))];
const inWords = (name: string) => name.replaceAll('_', ' ');

/** `docs/permissions.md`: who may do what, and what every endpoint has answered to everybody. */
export function renderPermissions(measured: Measured): string {
  const roles = Role.options;
  const matrix = keysOf(permissions).map((permission) => {
    const having = rolesWith(permission);
    return row([`\`${permission}\``, ...roles.map((role) => (having.includes(role) ? 'yes' : ''))]);
  });
  const outcomes = measured
    .map(({ endpoint, own, other }) =>
      row([
        `\`${nameOf(endpoint)}\``,
        `\`${endpoint.access}\``,
        ...roleNames.map((role) => (other ? `${own[role]} · ${other[role]}` : own[role])),
      ]),
    )
    .toSorted();
  return [
    ...introduction,
    '## Permissions',
    '',
    ...heading(['permission', ...roles.map(inWords)]),
    ...matrix,
    '',
    ...explanation,
    ...heading(['endpoint', 'needs', ...roleNames.map(inWords)]),
    ...outcomes,
    '',
  ].join('\n');
}

function keysOf<T extends object>(value: T): (keyof T & string)[] {
  // Proven border: an object literal has its own keys and no others.
  return Object.keys(value) as (keyof T & string)[];
}

const introduction = [
  '# Who may do what',
  '',
  'Made by `npm run permissions`, from `apps/contract/src/permissions.ts` and by calling every endpoint. A test calls them',
  'all again and compares: whoever changes an answer changes this file, and somebody reads it.',
  '',
  'Having a permission is the first question, whose rows somebody sees is the second. A teacher works with the courses',
  'they teach, with the class sessions they are staff of, and with the students of both; a viewer and an admin with the',
  'whole school. A viewer reads students, courses, sessions, rosters and reports; not guardians, room codes, evidence,',
  'attempts, signals or the audit log. The head of all schools makes, stops and reopens schools and sees nobody of them.',
  '',
];

const explanation = [
  '## Every endpoint, called by everybody',
  '',
  'The status, and the code where it is not the usual one (401 `not_signed_in`, 403 `not_allowed`, 404 `not_found`). *Student*',
  'is whose phone, face and mark it is, *teacher* whose course and class session; the others are colleagues and classmates of',
  'the same school. After the dot: the same with the ids of another school. A 400, 409 or 429 that is not about access comes',
  'from the sample that is sent: an empty token, a signature that nobody has made.',
  '',
];
