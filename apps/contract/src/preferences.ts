import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** What the screens speak; ISO 639-1. */
export const Language = z.enum(['en', 'id', 'sw', 'ar']);
export type Language = z.infer<typeof Language>;

/** How one person wants the screens; `device` does as the device says. */
export const Preferences = z.object({
  language: z.enum(['device', ...Language.options]),
  theme: z.enum(['device', 'light', 'dark']),
  contrast: z.enum(['device', 'more']),
});
export type Preferences = z.infer<typeof Preferences>;

export const savePreferences = endpoint({
  method: 'PATCH',
  path: '/api/me/preferences',
  summary: 'Own language and look, which follow the person to every browser; what is left out stays',
  access: 'signed_in',
  beforeSecondFactor: true,
  body: Preferences.partial(),
  reply: Preferences,
});
