import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { type Classroom, PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1440, height: 900 } } as const;

const roles = {
  student: ['/', '/history', '/account', '/enrol'],
  teacher: ['/sessions', '/courses', '/people', '/account'],
  admin: ['/sessions', '/courses', '/places', '/people', '/invitations', '/attempts', '/school', '/account'],
} as const;

async function enter(page: Page, role: keyof typeof roles, classroom: Classroom, student: string): Promise<void> {
  const { adminSignIn, teacherSignIn } = classroom;
  if (role === 'student') return await signIn(page, student, PASSWORD);
  const { email, password } = role === 'admin' ? adminSignIn : teacherSignIn;
  await signIn(page, email, password);
}

for (const [role, paths] of Object.entries(roles) as [keyof typeof roles, readonly string[]][]) {
  test(`every screen of a ${role} is accessible on phone and laptop, light and dark`, async ({
    classroom,
    grace,
    openLaptop,
  }) => {
    test.setTimeout(180_000);
    const page = await openLaptop();
    await enter(page, role, classroom, grace.email);
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
