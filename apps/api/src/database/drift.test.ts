import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openTestDatabase } from '#test/database.ts';

const root = path.join(import.meta.dirname, '../../../..');

it('the migrations make the very schema of schema.prisma', async () => {
  const test = await openTestDatabase();
  const { host, port, user, database } = test.connection;
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
  const diff = spawnSync(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host ?? '')}`,
    },
  });
  await test.close();
  expect(`${diff.stdout}${diff.stderr}`).toContain('No difference detected.');
  expect(diff.status).toBe(0);
});
