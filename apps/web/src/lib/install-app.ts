import { create } from 'zustand';

/** https://wicg.github.io/manifest-incubations/#beforeinstallpromptevent-interface, Chromium only. */
type InstallPrompt = Event & { prompt(): Promise<unknown>; userChoice: Promise<{ outcome: string }> };

/** `offered`: the browser would ask at a tap. `possible`: its own menu can, as far as we know. */
type Install = { kind: 'possible' } | { kind: 'offered'; prompt: InstallPrompt } | { kind: 'installed' };

export const useInstall = create<Install>(() => ({ kind: isInstalled() ? 'installed' : 'possible' }));

/** Keeps the browser's own question back: whoever wants the app finds the button. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    if (isPrompt(event)) useInstall.setState({ kind: 'offered', prompt: event }, true);
  });
  addEventListener('appinstalled', () => useInstall.setState({ kind: 'installed' }, true));
}

/** Asks the browser's question. A prompt can be used once; where it was declined the browser's menu remains. */
export async function install(prompt: InstallPrompt): Promise<void> {
  await prompt.prompt();
  const { outcome } = await prompt.userChoice;
  useInstall.setState({ kind: outcome === 'accepted' ? 'installed' : 'possible' }, true);
}

function isPrompt(event: Event): event is InstallPrompt {
  return 'prompt' in event && 'userChoice' in event;
}

function isInstalled(): boolean {
  if (typeof matchMedia !== 'function') return false;
  // Safari on iPhones says it in a way of its own.
  return matchMedia('(display-mode: standalone)').matches || Reflect.get(navigator, 'standalone') === true;
}
