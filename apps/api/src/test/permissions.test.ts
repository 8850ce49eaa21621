import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureAccess } from '#test/measure-access.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { renderPermissions } from '#test/render-permissions.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
});
afterAll(async () => app.close());

const file = path.join(import.meta.dirname, '../../../../docs/permissions.md');
/** Set by `npm run permissions` alone. */
const isWritten = process.env.WRITE_PERMISSIONS === '1';

it('every endpoint answers everybody, of this school and of another, as docs/permissions.md says', async () => {
  const measured = renderPermissions(await measureAccess(app));
  if (isWritten) writeFileSync(file, measured);
  const [said, found] = [readFileSync(file, 'utf8'), measured].map((text) => text.split('\n'));
  expect(found).toEqual(said);
}, 900_000);
