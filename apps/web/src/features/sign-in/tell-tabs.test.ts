import { afterEach, expect, it, vi } from 'vitest';

type Tab = typeof import('./tell-tabs.ts');

/** Each tab has modules of its own; nobody knows yet who is signed in there unless it is said. */
async function openTab(personId?: string): Promise<Tab & { reload: ReturnType<typeof vi.fn<() => void>> }> {
  vi.resetModules();
  const tab = await import('./tell-tabs.ts');
  const { becomeSignedIn } = await import('./me.ts');
  if (personId) becomeSignedIn({ id: personId } as Parameters<typeof becomeSignedIn>[0]);
  const reload = vi.fn<() => void>();
  tab.watchTabs(reload);
  return { ...tab, reload };
}

afterEach(() => vi.resetModules());

it('whoever signs out loads the other tabs anew, and not the one that is leaving', async () => {
  const own = await openTab('amina');
  const other = await openTab('amina');
  own.tellTabs(null);
  await vi.waitFor(() => expect(other.reload).toHaveBeenCalledOnce());
  expect(own.reload).not.toHaveBeenCalled();
});

it('a tab that shows the same person stays as it is', async () => {
  const own = await openTab('amina');
  const same = await openTab('amina');
  const another = await openTab('baraka');
  own.tellTabs('amina');
  await vi.waitFor(() => expect(another.reload).toHaveBeenCalledOnce());
  expect(same.reload).not.toHaveBeenCalled();
});
