import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { StartError } from './start-error.ts';

describe('the environment', () => {
  it('has defaults for everything', () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATABASE_URL: null, isProduction: false });
  });

  it('listens to this computer alone unless told otherwise', () => {
    expect(readEnv({}).HOST).toBe('127.0.0.1');
    expect(readEnv({ LAN: '1' }).HOST).toBe('0.0.0.0');
    expect(readEnv({ LAN: '1', HOST: '127.0.0.1' }).HOST).toBe('127.0.0.1');
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000, DATABASE_URL: null });
  });

  it.each([
    [{}, false, true],
    [{ DEMO: '0' }, false, false],
    [{ HOST: '::1' }, false, true],
    [{ HOST: '127.0.0.2' }, false, true],
    [{ HOST: '0.0.0.0' }, true, false],
    [{ HOST: '0.0.0.0', DEMO: '1' }, false, true],
    [{ LAN: '1' }, false, true],
    [{ LAN: '1', NODE_ENV: 'production' }, true, false],
    [{ NODE_ENV: 'production' }, true, false],
    [{ NODE_ENV: 'production', DEMO: '1' }, true, false],
  ])('%j: production %s, demonstration school %s', (source, isProduction, mayDemonstrate) => {
    expect(readEnv(source)).toMatchObject({ isProduction, mayDemonstrate });
  });

  it.each([
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '1.5' }, 'PORT'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://u:p@[::1/x' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://u:p@127.0.0.1:99999/x' }, 'DATABASE_URL'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
    [{ DEMO: 'maybe' }, 'DEMO'],
    [{ MASTER_KEY: 'a', MASTER_KEY_FILE: 'b' }, 'MASTER_KEY'],
  ])('refuses %j and names the variable', (source, name) => {
    expect(() => readEnv(source)).toThrow(StartError);
    expect(() => readEnv(source)).toThrow(name);
  });

  it('never repeats the value, which may be a secret', () => {
    expect(() => readEnv({ DATABASE_URL: 'mysql://u:hunter2@h/d' })).toThrow(/^(?!.*hunter2)/);
    expect(() => readEnv({ SESSION_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  });
});
