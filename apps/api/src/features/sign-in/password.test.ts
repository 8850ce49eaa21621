import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';
import { semaphore } from './semaphore.ts';

describe('a password', () => {
  it('is kept as a salted PHC string and found again', async () => {
    const [first, second] = await Promise.all([
      hashPassword('correct horse', '::1'),
      hashPassword('correct horse', '::1'),
    ]);
    expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword('correct horse', first, '::1')).toBe(true);
    expect(await verifyPassword('correct horsf', first, '::1')).toBe(false);
  });

  it('is the same in composed and decomposed letters', async () => {
    expect(await verifyPassword('pa\u0308ssword-1', await hashPassword('p\u00e4ssword-1', ''), '')).toBe(true);
  });

  it.each([null, '', 'plain', '$scrypt$ln=15,r=8,p=3$$', '$2b$10$abcdefghijklmnopqrstuv'])(
    'matches nothing where the stored hash is %j',
    async (stored) => expect(await verifyPassword('', stored, '')).toBe(false),
  );
});

describe('a semaphore', () => {
  /** Work that ends when it is told to, and who is at it now. */
  function workplace(atOnce: number, queue: { each: number; all: number }) {
    const run = semaphore(atOnce, queue);
    const working: { asker: string; end: () => void }[] = [];
    const ask = (asker: string) =>
      run(asker, () => new Promise<void>((end) => working.push({ asker, end: () => end() })));
    const endOne = async () => {
      working.shift()?.end();
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    return { ask, endOne, now: () => working.map(({ asker }) => asker) };
  }

  it('lets so many run, so many wait, and sends the next away', async () => {
    const { ask, endOne, now } = workplace(2, { each: 1, all: 2 });
    const asked = [ask('a'), ask('a'), ask('a')];
    await expect(ask('a')).rejects.toMatchObject({ code: 'retry_later', retryAfterS: 5 });
    asked.push(ask('b'));
    await expect(ask('c')).rejects.toMatchObject({ code: 'retry_later' });
    expect(now()).toEqual(['a', 'a']);
    for (let count = 0; count < 4; count += 1) await endOne();
    await Promise.all(asked);
    const again = [ask('a'), ask('a')];
    expect(now()).toEqual(['a', 'a']);
    await endOne();
    await endOne();
    await Promise.all(again);
  });

  it('takes turns between askers, however many one of them sends', async () => {
    const { ask, endOne, now } = workplace(1, { each: 10, all: 20 });
    const crowd = Array.from({ length: 6 }, () => ask('crowd'));
    const others = [ask('b'), ask('c'), ask('b')];
    const order: string[] = [];
    for (let count = 0; count < 9; count += 1) {
      order.push(...now());
      await endOne();
    }
    await Promise.all([...crowd, ...others]);
    expect(order.join(' ')).toBe('crowd crowd b c crowd b crowd crowd crowd');
  });

  it('hands the turn on when the work fails', async () => {
    const run = semaphore(1, { each: 1, all: 1 });
    const failing = run('a', () => Promise.reject(new Error('no memory')));
    const next = run('a', async () => 'done');
    await expect(failing).rejects.toThrow('no memory');
    expect(await next).toBe('done');
  });
});
