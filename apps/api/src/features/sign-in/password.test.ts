import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';
import { semaphore } from './semaphore.ts';

describe('a password', () => {
  it('is kept as a salted PHC string and found again', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword('correct horse', first)).toBe(true);
    expect(await verifyPassword('correct horsf', first)).toBe(false);
  });

  it('is the same in composed and decomposed letters', async () => {
    expect(await verifyPassword('pa\u0308ssword-1', await hashPassword('p\u00e4ssword-1'))).toBe(true);
  });

  it.each([null, '', 'plain', '$scrypt$ln=15,r=8,p=3$$', '$2b$10$abcdefghijklmnopqrstuv'])(
    'matches nothing where the stored hash is %j',
    async (stored) => expect(await verifyPassword('', stored)).toBe(false),
  );
});

describe('a semaphore', () => {
  it('lets so many run, so many wait, and sends the next away', async () => {
    const run = semaphore(2, 1);
    let running = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const work = () =>
      run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
      });
    const three = [work(), work(), work()];
    await expect(work()).rejects.toMatchObject({ code: 'retry_later', retryAfterS: 5 });
    while (ends.length < 2) await Promise.resolve();
    for (const end of ends.splice(0)) end();
    while (ends.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
    for (const end of ends.splice(0)) end();
    await Promise.all(three);
    expect(most).toBe(2);
    await Promise.all([run(async () => 1), run(async () => 2)]);
  });
});
