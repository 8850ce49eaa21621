// One deliberate mistake per border, and what the linter has to say about it.

/** @param {string} from */
const imports = (from) => `import { thing } from '${from}';\n\nexport const twice = () => [thing, thing];\n`;
/** @param {string} file @param {string} from @param {RegExp} says */
const importing = (file, from, says) => ({ file, text: imports(from), says });
/** @param {number} count */
const lines = (count) => Array.from({ length: count }, (_, at) => `export const line${at} = ${at};`).join('\n');

const web = 'apps/web/src';
const api = 'apps/api/src';

const otherForms = [
  {
    file: `${web}/ui/a-type.ts`,
    text: `import type { Thing } from '#features/x/y.ts';\n\nexport type Two = [Thing];\n`,
  },
  { file: `${web}/ui/a-dynamic.ts`, text: `export const load = () => import('#features/x/y.ts');\n` },
  { file: `${web}/ui/a-type-import.ts`, text: `export type Two = import('#features/x/y.ts').Thing;\n` },
  { file: `${web}/ui/an-export.ts`, text: `export { thing } from '#features/x/y.ts';\n` },
].map((form) => ({ ...form, says: /`ui\/` knows no words/ }));

export const mistakes = [
  ...otherForms,
  importing('apps/contract/src/a-library.ts', 'express', /The contract is data/),
  importing('apps/contract/src/a-node.ts', 'node:fs', /The contract is data/),
  importing('apps/contract/src/an-app.ts', '@hadir/api/src/app.ts', /The contract is data/),
  importing('apps/contract/src/no-ending.ts', './other', /The contract is data/),

  importing(`${web}/features/x/a-routes.ts`, './routes.tsx', /never the other way/),
  importing(`${web}/features/x/up.ts`, '../y/z.ts', /No `\.\.\/`/),
  importing(`${web}/features/x/up-and-down.ts`, './a/../../y.ts', /No `\.\.\/`/),
  importing(`${web}/features/x/a-face-api.ts`, '@vladmandic/face-api', /Only `apps\/web\/src\/face\/`/),
  importing(`${web}/features/x/a-tfjs.ts`, '@tensorflow/tfjs', /Only `apps\/web\/src\/face\/`/),
  importing(`${web}/features/x/a-worker.ts`, '#face/face.worker.ts', /stand behind `#face\/face-client/),
  importing(`${web}/features/x/an-api.ts`, '@hadir/api/src/app.ts', /Only the API imports the API/),
  importing(`${web}/features/x/a-server.ts`, 'node:fs', /This runs in a browser/),
  importing(`${web}/ui/a-face.ts`, '#face/camera.ts', /`ui\/` knows no words/),
  importing(`${web}/ui/a-contract.ts`, '@hadir/contract/people.ts', /`ui\/` knows no words/),
  importing(`${web}/lib/a-feature.ts`, '#features/x/y.ts', /`lib\/` lies below/),
  importing(`${web}/lib/a-face.ts`, '#face/camera.ts', /`lib\/` lies below/),
  importing(`${web}/face/a-feature.ts`, '#features/x/y.ts', /`face\/` lies below/),

  {
    file: `${web}/features/x/a-word.tsx`,
    text: 'export const Sign = () => <p>Attendance</p>;\n',
    says: /noJsxLiterals/,
  },
  {
    file: `${web}/features/x/a-name.tsx`,
    text: 'export const Sign = () => <nav aria-label="Main menu" />;\n',
    says: /stand in the feature's catalogue/,
  },
  importing(`${api}/http/a-feature.ts`, '#features/school/x.ts', /`http\/` knows no feature/),
  importing(`${api}/http/an-app.ts`, '#app.ts', /`http\/` knows no feature/),
  importing(`${api}/db.ts`, '#features/school/x.ts', /are leaves/),
  importing(`${api}/env.ts`, '#http/mount.ts', /are leaves/),
  importing(`${api}/log.ts`, '#app.ts', /are leaves/),
  importing(`${api}/database/a-feature.ts`, '#features/school/x.ts', /`database\/` makes, starts/),
  importing(`${api}/features/people/a.routes.ts`, '#db.ts', /A route translates HTTP/),
  importing(`${api}/features/people/b.routes.ts`, '#generated/prisma/client.ts', /A route translates HTTP/),
  importing(`${api}/features/people/an-app.ts`, '#app.ts', /app and main import features/),
  importing(`${api}/features/people/a-start.ts`, '#start/listen.ts', /app and main import features/),
  importing(`${api}/features/people/a-test.ts`, '#test/build.ts', /serves tests only/),
  importing(`${api}/features/people/a-web.ts`, '@hadir/web/src/lib/api.ts', /Only the PWA imports the PWA/),
  importing(`${api}/features/people/a-browser.ts`, 'react', /This runs on the server/),
  importing(`${api}/features/people/undeclared.ts`, 'lodash', /noUndeclaredDependencies/),
  importing(`${api}/features/audit/a-school.ts`, '#features/school/x.ts', /one-way graph/),
  importing(`${api}/features/health/a-school.ts`, '#features/school/x.ts', /one-way graph/),
  importing(`${api}/features/sign-in/people.ts`, '#features/people/x.ts', /one-way graph/),
  importing(`${api}/features/school/people.ts`, '#features/people/x.ts', /one-way graph/),
  importing(`${api}/features/signals/imports.ts`, '#features/imports/x.ts', /one-way graph/),
  importing(`${api}/features/imports/reports.ts`, '#features/reports/x.ts', /one-way graph/),
  importing(`${api}/features/structure/people.ts`, '#features/people/x.ts', /one-way graph/),
  importing(`${api}/features/people/guardians.ts`, '#features/guardians/x.ts', /one-way graph/),
  importing(`${api}/features/guardians/courses.ts`, '#features/courses/x.ts', /one-way graph/),
  importing(`${api}/features/people/courses.ts`, '#features/courses/x.ts', /one-way graph/),
  importing(`${api}/features/places/courses.ts`, '#features/courses/x.ts', /one-way graph/),
  importing(`${api}/features/courses/timetable.ts`, '#features/timetable/x.ts', /one-way graph/),
  importing(`${api}/features/timetable/sessions.ts`, '#features/sessions/x.ts', /one-way graph/),
  importing(`${api}/features/courses/sessions.ts`, '#features/sessions/x.ts', /one-way graph/),
  importing(`${api}/features/sessions/attendance.ts`, '#features/attendance/x.ts', /one-way graph/),
  importing(`${api}/features/enrolment/attendance.ts`, '#features/attendance/x.ts', /one-way graph/),
  importing(`${api}/features/enrolment/passkeys.ts`, '#features/passkeys/x.ts', /one-way graph/),
  importing(`${api}/features/enrolment/calibration.ts`, '#features/calibration/x.ts', /one-way graph/),
  importing(`${api}/features/calibration/attendance.ts`, '#features/attendance/x.ts', /one-way graph/),
  importing(`${api}/features/enrolment/look-alikes.ts`, '#features/look-alikes/x.ts', /one-way graph/),
  importing(`${api}/features/look-alikes/review.ts`, '#features/review/x.ts', /one-way graph/),
  importing(`${api}/features/passkeys/attendance.ts`, '#features/attendance/x.ts', /one-way graph/),
  importing(`${api}/features/attendance/look-alikes.ts`, '#features/look-alikes/x.ts', /one-way graph/),
  importing(`${api}/features/attendance/attempts.ts`, '#features/attempts/x.ts', /one-way graph/),
  importing(`${api}/features/attendance/review.ts`, '#features/review/x.ts', /one-way graph/),
  importing(`${api}/features/attendance/corrections.ts`, '#features/corrections/x.ts', /one-way graph/),
  importing(`${api}/features/corrections/live.ts`, '#features/live/x.ts', /one-way graph/),
  importing(`${api}/features/live/review.ts`, '#features/review/x.ts', /one-way graph/),
  importing(`${api}/features/review/attempts.ts`, '#features/attempts/x.ts', /one-way graph/),
  importing(`${api}/features/outbox/a-school.ts`, '#features/school/x.ts', /one-way graph/),
  importing(`${api}/features/attendance/offline.ts`, '#features/offline/x.ts', /one-way graph/),
  importing(`${api}/features/offline/review.ts`, '#features/review/x.ts', /one-way graph/),
  importing(`${api}/features/attempts/signals.ts`, '#features/signals/x.ts', /one-way graph/),
  importing(`${api}/features/signals/reports.ts`, '#features/reports/x.ts', /one-way graph/),
  importing(`${api}/features/attempts/reports.ts`, '#features/reports/x.ts', /one-way graph/),
  {
    file: `${api}/features/people/a-cycle.ts`,
    text: `import { two } from './b-cycle.ts';\n\nexport const one = () => two;\n`,
    says: /noImportCycles/,
  },
  {
    file: `${api}/features/people/b-cycle.ts`,
    text: `import { one } from '#features/people/a-cycle.ts';\n\nexport const two = () => one;\n`,
    says: /noImportCycles/,
  },

  importing('e2e/an-app.ts', '@hadir/web/src/lib/api.ts', /Only the PWA imports the PWA/),
  importing('e2e/a-path.ts', './apps/api/src/app.ts', /Journeys see/),
  importing('e2e/an-up.ts', '../apps/api/src/app.ts', /Journeys see/),
  importing('e2e/a-database.ts', 'pg', /Journeys see/),
  importing('e2e/redteam/a-database.ts', 'pg', /Journeys see/),

  { file: `${web}/features/x/helpers.ts`, text: 'export const a = 1;\n', says: /This name says nothing/ },
  { file: `${api}/features/x/utils.ts`, text: 'export const a = 1;\n', says: /This name says nothing/ },
  { file: `${web}/ui/index.ts`, text: 'export const a = 1;\n', says: /This name says nothing/ },
  { file: `${web}/ui/Button.tsx`, text: 'export const a = 1;\n', says: /kebab-case/ },
  { file: `${api}/features/x/person.repository.ts`, text: 'export const a = 1;\n', says: /File names are kebab-case/ },
  { file: `${web}/ui/all.ts`, text: `export * from './button.ts';\n`, says: /noBarrelFile|noReExportAll/ },
  { file: `${web}/ui/default.ts`, text: 'const a = 1;\nexport default a;\n', says: /noDefaultExport/ },
  { file: `${web}/ui/long.ts`, text: `${lines(301)}\n`, says: /noExcessiveLinesPerFile/ },
  { file: `${web}/ui/long.test.ts`, text: `${lines(501)}\n`, says: /noExcessiveLinesPerFile/ },
  { file: `${web}/ui/any.ts`, text: 'export const a = (b: any) => b;\n', says: /noExplicitAny/ },
  { file: `${web}/ui/bang.ts`, text: 'export const a = (b?: string) => b!.length;\n', says: /noNonNullAssertion/ },
  { file: `${web}/ui/enum.ts`, text: 'export enum A {\n  b = 1,\n}\n', says: /noEnum/ },
  {
    file: `${web}/ui/skipped.test.ts`,
    text: `import { expect, test } from 'vitest';\n\ntest.skip('a', () => expect(1).toBe(1));\n`,
    says: /noSkippedTests/,
  },
];

export const rightThings = [
  { file: 'apps/contract/src/fine.ts', from: 'zod' },
  { file: 'apps/contract/src/fine-too.ts', from: './fine.ts' },
  { file: `${web}/features/x/fine.ts`, from: '#face/face-client.ts' },
  { file: `${web}/features/x/fine-too.ts`, from: '@hadir/contract/people.ts' },
  { file: `${web}/face/fine.ts`, from: '@vladmandic/face-api' },
  { file: `${web}/face/fine.test.ts`, from: 'vitest' },
  { file: `${api}/http/fine.ts`, from: '#db.ts' },
  { file: `${api}/features/attendance/fine.ts`, from: '#features/enrolment/x.ts' },
  { file: `${api}/features/attendance/fine.routes.ts`, from: '#http/mount.ts' },
  { file: `${api}/features/sessions/fine.ts`, from: '#features/timetable/x.ts' },
  { file: `${api}/features/people/fine.test.ts`, from: '#test/build.ts' },
  { file: 'e2e/fine.ts', from: '@hadir/contract/people.ts' },
  { file: 'e2e/fine-too.ts', from: './fine.ts' },
  { file: 'e2e/redteam/database.ts', from: 'pg' },
].map(({ file, from }) => ({ file, text: imports(from) }));
