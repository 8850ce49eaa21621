import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1440, height: 900 } } as const;

const screens = [
  { role: 'student', paths: ['/', '/history', '/account', '/policies', '/enrol'] },
  { role: 'teacher', paths: ['/sessions', '/reviews', '/courses', '/people', '/account'] },
  {
    role: 'admin',
    paths: [
      '/sessions',
      '/reviews',
      '/settings',
      '/courses',
      '/places',
      '/people',
      '/invitations',
      '/attempts',
      '/signals',
      '/signals/graph',
      '/audit',
      '/school',
      '/account',
    ],
  },
] as const;

for (const { role, paths } of screens) {
  test(`every screen of the ${role} is accessible on phone and laptop, light and dark`, async ({
    classroom,
    grace,
    openLaptop,
  }) => {
    test.setTimeout(180_000);
    const page = await openLaptop();
    const signIns = {
      student: { email: grace.email, password: PASSWORD },
      teacher: classroom.teacherSignIn,
      admin: classroom.adminSignIn,
    };
    await signIn(page, signIns[role].email, signIns[role].password);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      for (const size of Object.values(sizes)) {
        await page.setViewportSize(size);
        await checkScreen(page);
      }
    }
  });
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
