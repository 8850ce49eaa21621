import { forgetOwner } from '#features/offline/owner.ts';
import { tellTabs } from '#features/sign-in/tell-tabs.ts';
import { clearBrowser } from '#lib/clear-browser.ts';

/** After the server has ended the sign-in: loads the app anew, so that nothing of the person stays in memory either. */
export async function leaveAccount(): Promise<void> {
  tellTabs(null);
  await Promise.allSettled([clearBrowser(), forgetOwner()]);
  window.location.replace('/sign-in');
}
