import { makeReceipt } from '@hadir/contract/room-code.ts';
import { signIn, signOut } from '@hadir/contract/sign-in.ts';
import { type Arena, password } from './arena.ts';
import { markByCode, readCode } from './attack-room-code.ts';
import { inventFace } from './invented-face.ts';
import { askChallenge, enrol, makePhone, registerPhone } from './phone.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import { type Outcome, tally, worked } from './tally.ts';
import { freshAddress, type Visitor } from './visitor.ts';
import { read } from './wire.ts';

/** Accounts: guessed, kept, shared, locked. */
export const signInAttacks: Attacks = {
  'password-guessed': async ({ arena, courseId, times }) => {
    const victim = await arena.borrow(courseId, 0);
    const attacker = await visit(arena);
    const tries = await repeat(times(12, 40), async () => signInAs(attacker, victim.email, `guess ${arena.random()}`));
    const looked = tries.filter(({ status }) => status === 401).length;
    if (looked > 5) throw new Error(`${looked} guesses a minute were looked at, 5 may be`);
    // The right one too is not looked at any more.
    return tally(
      [...tries, await signInAs(attacker, victim.email, password)].map(({ status }) => worked(status === 200)),
    );
  },

  /** A header that says another address with every guess. */
  'password-guessed-forged-address': async ({ arena, courseId, times }) => {
    const victim = await arena.borrow(courseId, 0);
    const attacker = await visit(arena);
    const tries = await repeat(times(12, 40), async () => {
      const forged = `${freshAddress()}, ${attacker.address}`;
      return signInAs(attacker, victim.email, `guess ${arena.random()}`, {
        'X-Forwarded-For': forged,
        Forwarded: `for=${freshAddress()}`,
        'X-Real-IP': freshAddress(),
      });
    });
    const looked = tries.filter(({ status }) => status === 401).length;
    return tally(tries.map((_, i) => worked(looked > 5 && i >= 5)));
  },

  /** A net of many machines, each with an address of its own. */
  'password-guessed-many-addresses': async ({ arena, courseId, times }) => {
    const victim = await arena.borrow(courseId, 0);
    const outcomes = await repeat(times(8, 30), async () => {
      const answer = await signInAs(await visit(arena), victim.email, `guess ${arena.random()}`);
      // It is looked at, so the right one would be found in the end.
      return worked(answer.status === 401);
    });
    return tally(outcomes);
  },

  'account-enumerated': async ({ arena, courseId, times }) => {
    const known = await arena.borrow(courseId, 0);
    const outcomes = await repeat(times(1, 4), async () => {
      const body = { join_code: arena.joinCode, name: 'Nobody', email: known.email, password };
      const answer = await (await visit(arena)).raw({
        method: 'POST',
        path: '/api/registration',
        body: JSON.stringify(body),
      });
      return worked(read(answer).code === 'already_exists');
    });
    return tally(outcomes);
  },

  'account-enumerated-at-sign-in': async ({ arena, courseId, times }) => {
    const known = await arena.borrow(courseId, 0);
    const outcomes = await repeat(times(2, 10), async (i) => {
      const one = await signInAs(await visit(arena), known.email, 'a wrong password');
      const other = await signInAs(await visit(arena), `nobody${i}@else.example`, 'a wrong password');
      const { request_id: _, ...told } = read(one);
      const { request_id: __, ...toldOther } = read(other);
      return worked(one.status !== other.status || JSON.stringify(told) !== JSON.stringify(toldOther));
    });
    return tally(outcomes);
  },

  'join-code-guessed': async ({ arena, times }) => {
    const attacker = await visit(arena);
    let looked = 0;
    const outcomes = await repeat(times(25, 60), async (i) => {
      const body = { join_code: `GUESS${i}XY`, name: 'Nobody', email: `nobody${i}@else.example`, password };
      const answer = await attacker.raw({ method: 'POST', path: '/api/registration', body: JSON.stringify(body) });
      if (read(answer).code === 'join_code_invalid') looked += 1;
      return worked(answer.status === 200);
    });
    return tally([...outcomes, worked(looked > 20)]);
  },

  'role-claimed': async ({ arena, times }) => {
    const outcomes = await repeat(times(2, 6), async (i) => {
      const visitor = await visit(arena);
      const body = {
        join_code: arena.joinCode,
        name: 'Nobody',
        email: `role${i}@else.example`,
        password,
        role: 'admin',
        is_admin: true,
      };
      const { role } = read(
        await visitor.raw({ method: 'POST', path: '/api/registration', body: JSON.stringify(body) }),
      );
      return worked(role !== undefined && role !== 'student');
    });
    return tally(outcomes);
  },

  'link-guessed': async ({ arena, times }) => {
    const attacker = await visit(arena);
    const outcomes = await repeat(times(10, 30), async (i) => {
      const path = i % 2 === 0 ? '/api/invitations/accept' : '/api/setup';
      const more = { school_name: 'X', time_zone: 'UTC', name: 'X', email: `x${i}@else.example` };
      const body = JSON.stringify({ token: `${'A'.repeat(42)}${i}`, password, ...more });
      return worked((await attacker.raw({ method: 'POST', path, body })).status === 200);
    });
    return tally(outcomes);
  },

  'session-fixed': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 4), async () => {
      const victim = await arena.borrow(courseId, 0);
      const attacker = await visit(arena);
      const browser = arena.openVisitor();
      browser.cookie = attacker.cookie;
      await browser.renewToken();
      await browser.call(signIn, { body: { email: victim.email, password } });
      return worked((await attacker.raw({ method: 'GET', path: '/api/me' })).status === 200);
    });
    return tally(outcomes);
  },

  'session-after-sign-out': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 4), async () => {
      const victim = await arena.borrow(courseId, 0);
      const browser = await visit(arena);
      await browser.call(signIn, { body: { email: victim.email, password } });
      await browser.renewToken();
      const kept = arena.openVisitor();
      kept.cookie = browser.cookie;
      await browser.call(signOut);
      return worked((await kept.raw({ method: 'GET', path: '/api/me' })).status === 200);
    });
    return tally(outcomes);
  },

  'cookie-forged': async ({ arena, courseId, times }) => {
    const victim = await arena.borrow(courseId, 0);
    const [name = '', value = ''] = victim.visitor.cookie.split('=');
    const forged = [
      value.slice(0, -3),
      `${value}x`,
      value.replace(/.$/, 'A'),
      's%3A1.1',
      '',
      value.replace('s%3A', ''),
    ];
    const outcomes = await repeat(forged.length * times(1, 2), async (i) => {
      const attacker = arena.openVisitor();
      attacker.cookie = `${name}=${forged[i % forged.length]}`;
      const isSame = attacker.cookie === victim.visitor.cookie;
      return worked(!isSame && (await attacker.raw({ method: 'GET', path: '/api/me' })).status === 200);
    });
    return tally(outcomes);
  },

  'lockout-sign-in': async ({ arena, courseId, times }) => {
    const victim = await arena.borrow(courseId, 0);
    const attackers = await repeat(times(2, 5), () => visit(arena));
    for (const attacker of attackers) await repeat(7, () => signInAs(attacker, victim.email, 'wrong password'));
    const own = await visit(arena);
    return tally([worked((await signInAs(own, victim.email, password)).status !== 200)]);
  },

  /** Failed faces, wrong codes and wrong scans in the victim's name, from a stolen web session without the phone. */
  'lockout-face': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 6), async () => {
      const victim = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      const thief = await steal(arena, victim.visitor);
      const sessionId = await arena.openSession(courseId);
      const phone = { ...makePhone(), keyId: victim.phone.keyId };
      const frames = inventFace(arena.random).pool.slice(0, 3);
      await repeat(7, async (i) => {
        const byCode = { method: 'room_code', frames: [], descriptors: {} };
        const change = { room_code: await wrongCode(arena, sessionId), ...(i % 2 === 1 && byCode) };
        const forged = await prepare(arena, victim, sessionId, { visitor: thief, phone, frames, change });
        await submit(arena, { ...forged, frames: [] }, forged.signed, thief);
      });
      for (let i = 0; i < 7; i += 1) {
        const body = { session_id: sessionId, code: await wrongCode(arena, sessionId) };
        await thief.ask(makeReceipt, { body });
      }
      victim.failures = 0;
      const code = await markByCode(arena, victim, sessionId, await readCode(arena, sessionId));
      const own = await prepare(arena, victim, await arena.openSession(courseId));
      return [worked(code === 'refused'), worked((await submit(arena, own, own.signed)) === 'refused')];
    });
    return tally(outcomes.flat());
  },

  'lockout-challenge': async ({ arena, courseId, times }) => {
    const outcomes: Outcome[] = await repeat(times(1, 6), async () => {
      const victim = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      const thief = await steal(arena, victim.visitor);
      const sessionId = await arena.openSession(courseId);
      await repeat(12, () => askChallenge(thief, victim.phone.keyId, sessionId));
      const own = await prepare(arena, victim, sessionId);
      return worked((await submit(arena, own, own.signed)) === 'refused');
    });
    return tally(outcomes);
  },

  /** A rival enrols the victim's face first, or after; nobody has confirmed the rival's. */
  'lockout-look-alike': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 6), async () => {
      const victim = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      const rival = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId], faceIs: 'none' });
      await enrol(
        rival.visitor,
        rival.phone,
        victim.face.pool.slice(0, 5).map(({ descriptor }) => descriptor),
      );
      const own = await prepare(arena, victim, await arena.openSession(courseId));
      return worked((await submit(arena, own, own.signed)) === 'refused');
    });
    return tally(outcomes);
  },

  'lockout-keys': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 4), async () => {
      const victim = await arena.borrow(courseId, 1);
      const thief = await steal(arena, victim.visitor);
      await repeat(4, () => registerPhone(thief, makePhone(), 'wrong password of the victim'));
      const own = await prepare(arena, victim, await arena.openSession(courseId));
      return worked((await submit(arena, own, own.signed)) === 'refused');
    });
    return tally(outcomes);
  },

  /** Ten marks a minute and person, sent by whoever holds the web session. */
  'lockout-rate': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 4), async () => {
      const victim = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      const thief = await steal(arena, victim.visitor);
      await repeat(12, () => thief.raw({ method: 'POST', path: '/api/session_attendance/mark', body: '{}' }));
      const own = await prepare(arena, victim, await arena.openSession(courseId));
      return worked((await submit(arena, own, own.signed)) === 'refused');
    });
    return tally(outcomes);
  },

  'room-code-shared-screen': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 4), async () => {
      const sessionId = await arena.openSession(courseId);
      const student = await arena.borrow(courseId, 0);
      await readCode(arena, sessionId);
      const answer = await student.visitor.raw({ method: 'GET', path: `/api/class_sessions/${sessionId}/roster` });
      return worked(answer.status === 200);
    });
    return tally(outcomes);
  },
};

const wrongCode = async (arena: Arena, sessionId: string) =>
  (await readCode(arena, sessionId)) === '000000' ? '111111' : '000000';

async function visit(arena: Arena): Promise<Visitor> {
  const visitor = arena.openVisitor();
  await visitor.renewToken();
  return visitor;
}

async function steal(arena: Arena, victim: Visitor): Promise<Visitor> {
  const thief = arena.openVisitor();
  thief.cookie = victim.cookie;
  await thief.renewToken();
  return thief;
}

function signInAs(visitor: Visitor, email: string, given: string, headers: Record<string, string> = {}) {
  return visitor.raw({
    method: 'POST',
    path: '/api/sign_in',
    headers,
    body: JSON.stringify({ email, password: given }),
  });
}
