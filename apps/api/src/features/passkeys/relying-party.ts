import type { Context } from '#http/context.ts';

/** COSE: Ed25519, ES256, RS256. Naming them keeps the library from asking the run time for what is experimental there. */
export const passkeyAlgorithms = [-8, -7, -257];

/** Whom a passkey is made for: the host and origin of the address that people use. */
export function relyingParty({ publicUrl }: Pick<Context, 'publicUrl'>): { id: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}
