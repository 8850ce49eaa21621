import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { expectLanguage, judgeLook, type Language, languages, speak } from './look.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const entries = [
  '/sign-in',
  '/register',
  '/forgot',
  '/reset',
  '/claim',
  '/setup',
  '/invitation',
  '/guardian',
  '/room',
  '/doctor',
  '/install',
  '/trust',
  '/destruction',
  '/nowhere',
];

/** `/x/*` stands for the first entry of the list before it, where there is one. */
const screens = {
  student: ['/', '/history', '/account', '/account/security', '/policies', '/enrol', '/mark/*', '/room-code/*'],
  teacher: [
    ...[
      '/sessions',
      '/sessions/*',
      '/sessions/*/roll-call',
      '/sessions/*/board',
      '/corrections',
      '/reviews',
      '/reviews/*',
    ],
    ...['/courses', '/courses/*', '/people', '/people/*', '/claim-codes', '/account/security'],
    ...['/reports', '/reports?report=courses', '/reports?report=trend', '/reports?report=low'],
    ...['/reports?report=students', '/reports/students/*'],
  ],
  admin: [
    ...['/sessions', '/reviews', '/settings', '/courses', '/places', '/people', '/people/*'],
    ...['/timetable', '/timetable?view=rules', '/timetable?view=holidays'],
    ...['/classes', '/classes/*', '/look-alikes', '/invitations', '/imports', '/imports/new'],
    ...[
      '/attempts',
      '/attempts/*',
      '/signals',
      '/signals/*',
      '/signals/graph',
      '/audit',
      '/privacy',
      '/school',
      '/calibration',
      '/account',
    ],
  ],
} as const;

/** On a wide screen words have room enough: there one language of each direction says it all. */
const sizesOf = (language: Language) =>
  ['en', 'ar'].includes(language) ? (['phone', 'laptop'] as const) : (['phone'] as const);

const listed = [
  ...['/sessions', '/reviews', '/courses', '/people', '/classes', '/attempts', '/signals', '/mark', '/room-code'],
  '/reports/students',
];

/** Goes there as the address bar would; false where nothing stands behind a `*`. */
async function open(page: Page, path: string, known: Map<string, string>): Promise<boolean> {
  const [list = '', rest = ''] = path.split('/*');
  const address = path.includes('*') ? known.get(list) : path;
  if (address === undefined) return false;
  await page.goto(address + rest);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  for (const each of listed) {
    const links = await page
      .locator(`main a[href^="${each}/"]`)
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    const entry = links.find((href) => /\/[0-9a-f-]{36}(\?|$)/.test(href ?? ''));
    if (entry && !known.has(each)) known.set(each, entry);
  }
  return true;
}

for (const language of languages) {
  test(`every way in is clear in ${language}: light and dark, phone and laptop`, async ({ openLaptop, quiet }) => {
    test.setTimeout(300_000);
    // Only the local network has an authority to trust; the screen says so after asking.
    quiet.expect(404, '/ca.crt');
    const page = await openLaptop();
    const complaints: string[] = [];
    for (const path of entries) {
      await page.goto(path);
      await page.locator('header select').selectOption(language);
      await expectLanguage(page, language);
      complaints.push(...(await judgeLook(page, sizesOf(language))));
    }
    expect(complaints).toEqual([]);
  });
}

for (const role of ['student', 'teacher', 'admin'] as const) {
  for (const language of languages) {
    test(`every screen of the ${role} is clear in ${language}`, async ({
      classroom,
      product,
      openLaptop,
      openSession,
    }) => {
      test.setTimeout(480_000);
      const student = product.signIns.find((each) => each.role === 'student');
      if (!student) throw new Error('The start printed no student.');
      await classroom.enrol(student.email);
      const session = await openSession('Photosynthesis');
      const page = await openLaptop();
      const who = { student, teacher: classroom.teacherSignIn, admin: classroom.adminSignIn }[role];
      await signIn(page, who.email, who.password);
      await speak(page, language);
      const complaints: string[] = [];
      const known = new Map(
        role === 'student'
          ? [
              ['/mark', `/mark/${session.id}`],
              ['/room-code', `/room-code/${session.id}`],
            ]
          : [['/sessions', `/sessions/${session.id}`]],
      );
      for (const path of screens[role]) {
        if (!(await open(page, path, known))) continue;
        await expectLanguage(page, language);
        complaints.push(...(await judgeLook(page, role === 'student' ? ['phone'] : sizesOf(language))));
      }
      await speak(page, 'en');
      expect(complaints).toEqual([]);
    });
  }
}

test('a screen of another role is not shown', async ({ grace, openPhone }) => {
  const page = await openPhone();
  await signIn(page, grace.email, PASSWORD);
  await page.goto('/attempts');
  await expect(page.getByText('Your account has no access to this part of Hadir.')).toBeVisible();
  await checkScreen(page);
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
  await checkScreen(page);
});
