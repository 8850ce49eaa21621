/** `prisma db seed`, also after `prisma migrate reset`: fills an empty database with the demonstration school. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createDb } from '@hadir/api/src/db.ts';
import { fillDemonstration } from '@hadir/api/src/start/fill-demonstration.ts';

const keys = path.join(process.env.DATA_DIR ?? path.join(import.meta.dirname, '../.data'), 'keys');
mkdirSync(keys, { recursive: true, mode: 0o700 });
const { db, close } = createDb({ connectionString: process.env.DATABASE_URL ?? '' });
const signIns = await fillDemonstration(db, keys).finally(close);
for (const { role, email, password } of signIns ?? []) console.log(`${role} ${email} ${password}`);
if (!signIns) console.log('There is a school already; nothing was changed.');
