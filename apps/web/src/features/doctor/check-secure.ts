import { bad, type Finding, good } from './finding.ts';

/** Browsers give camera, position and keys to pages over https, and to those of this computer. */
export function checkSecure(isSecure: boolean = globalThis.isSecureContext): Finding<'secure'> {
  return isSecure ? good() : bad<'secure'>('secure.insecure');
}
