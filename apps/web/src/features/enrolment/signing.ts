const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A P-256 pair whose private half can never be read out, only used. */
export async function makeKeyPair(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
}

/** Signature over UTF-8 text: raw r‖s, base64url. */
export async function sign(privateKey: CryptoKey, text: string): Promise<string> {
  return toBase64Url(await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(text)));
}

/** Hex SHA-256 of the UTF-8 bytes of a body. */
export async function hashBody(body: string): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
}

/** Two small hex digits a byte. */
export function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function toBase64Url(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
