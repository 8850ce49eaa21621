import type { Request } from 'express';
import { parseJsonObject, rawBody } from '#http/json-body.ts';

/** A field that a limit counts by, before the body is judged. */
export function claimed(request: Request, field: string): string {
  const value = parseJsonObject(rawBody(request))?.[field];
  return typeof value === 'string' ? value : '';
}

/** Whose account a request says it is about, the same however it is typed. */
export function claimedName(request: Request): string {
  const email = claimed(request, 'email').trim().toLowerCase();
  if (email) return email;
  const school = claimed(request, 'join_code').replace(/[\s-]/g, '').toUpperCase();
  return `${school}\n${claimed(request, 'admission_number').trim().toUpperCase()}`;
}
