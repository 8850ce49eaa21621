import { randomBytes } from 'node:crypto';
import type { Request } from 'express';

/**
 * A secret that only this browser sends back: an HttpOnly cookie that outlives a sign-in, since that gives the
 * browser a new web session.
 * @param lastsMs how long the browser keeps it
 * @returns the secret, 32 bytes as base64url
 */
export function giveBrowserSecret(request: Request, name: string, lastsMs: number): string {
  const secret = randomBytes(32).toString('base64url');
  const secure = request.secure;
  request.res?.cookie(cookieOf(name, secure), secret, {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/',
    maxAge: lastsMs,
  });
  return secret;
}

/** What the browser sends back; null when it holds none. */
export function readBrowserSecret(request: Request, name: string): string | null {
  const start = `${cookieOf(name, request.secure)}=`;
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length, start.length + 100) ?? null;
}

/** With the prefix no other site under the same domain can set it. */
const cookieOf = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name);
