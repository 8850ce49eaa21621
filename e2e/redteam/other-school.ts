import { randomUUID, scryptSync } from 'node:crypto';
import { signIn } from '@hadir/contract/sign-in.ts';
import { type Arena, password } from './arena.ts';
import type { Database } from './database.ts';
import type { Visitor } from './visitor.ts';

/** A second school in the same database, which the product makes over HTTP only once. Its admin and a teacher, signed in. */
export async function addSchool(arena: Arena, database: Database): Promise<{ admin: Visitor; teacher: Visitor }> {
  const schoolId = randomUUID();
  await database.query(
    `INSERT INTO schools (id, name, join_code, time_zone, consent_text, retention_policy)
     VALUES ($1, 'Other School', $2, 'UTC', 'I agree.', 'Until the run ends.')`,
    [schoolId, `OTHER${schoolId.slice(0, 6).toUpperCase()}`],
  );
  const join = async (role: 'admin' | 'teacher') => {
    const email = `${role}-${schoolId.slice(0, 8)}@other.example`;
    await database.query(
      'INSERT INTO people (id, school_id, role, name, email, password_hash) VALUES ($1, $2, $3::"Role", $4, $5, $6)',
      [randomUUID(), schoolId, role, `Other ${role}`, email, hashOf(password)],
    );
    const visitor = arena.openVisitor();
    await visitor.renewToken();
    await visitor.call(signIn, { body: { email, password } });
    await visitor.renewToken();
    return visitor;
  };
  return { admin: await join('admin'), teacher: await join('teacher') };
}

/** The stored string tells its own cost, which may be low here. */
function hashOf(text: string): string {
  const salt = Buffer.alloc(16, 1);
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$ln=1,r=1,p=1$${unpadded(salt)}$${unpadded(scryptSync(text, salt, 32, { N: 2, r: 1, p: 1 }))}`;
}
