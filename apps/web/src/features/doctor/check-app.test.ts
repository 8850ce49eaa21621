import { expect, it } from 'vitest';
import { appVersion } from '#lib/client.ts';
import { checkApp } from './check-app.ts';

type Registration = { waiting: object | null };

function doors({
  registration = null,
  registers = true,
  isControlled = true,
  hasScript = true,
}: {
  registration?: Registration | null;
  registers?: boolean;
  isControlled?: boolean;
  hasScript?: boolean;
}) {
  const made = async () => {
    if (!registers) throw new DOMException('refused', 'SecurityError');
    return { waiting: null };
  };
  const controller = isControlled ? {} : null;
  const workers = { getRegistration: async () => registration ?? undefined, register: made, controller };
  // A service worker of a real browser has more members than the check touches.
  return { isBuilt: true, workers: workers as unknown as ServiceWorkerContainer, hasScript: async () => hasScript };
}

const kept = { waiting: null };

it.each([
  ['kept and the newest', doors({ registration: kept }), appVersion, 'good', undefined],
  ['kept, with the server away', doors({ registration: kept }), null, 'good', undefined],
  ['kept from the next time on', doors({ isControlled: false }), appVersion, 'warn', 'app.not_yet'],
  ['with a newer version waiting', doors({ registration: { waiting: {} } }), appVersion, 'warn', 'app.stale'],
  ['older than the server', doors({ registration: kept }), '99.0.0', 'warn', 'app.stale'],
  ['refused although it arrives', doors({ registers: false }), appVersion, 'bad', 'app.untrusted'],
  ['refused since it does not arrive', doors({ registers: false, hasScript: false }), null, 'bad', 'app.failed'],
  ['without service workers', { ...doors({}), workers: undefined }, appVersion, 'warn', 'app.no_worker'],
] as const)('the app is %s', async (_name, given, serverVersion, kind, why) => {
  const finding = await checkApp(serverVersion, given);
  expect([finding.kind, 'why' in finding ? finding.why : undefined]).toEqual([kind, why]);
});
