import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Instant } from './field.ts';

export const getCalendarFeed = endpoint({
  method: 'GET',
  path: '/api/calendar_feed',
  summary: 'Whether there is an address at which a calendar reads the own classes',
  access: 'signed_in',
  reply: z.object({ feed: z.object({ created_at: Instant }).nullable() }),
});

export const makeCalendarFeed = endpoint({
  method: 'POST',
  path: '/api/calendar_feed',
  summary: 'A new secret address for the own calendar, shown once; an earlier one ends',
  access: 'signed_in',
  body: z.object({}).optional(),
  reply: z.object({ address: z.string(), created_at: Instant }),
});

export const endCalendarFeed = endpoint({
  method: 'DELETE',
  path: '/api/calendar_feed',
  summary: 'The own address gives nothing any more',
  access: 'signed_in',
  reply: Done,
});

export const readCalendarFeed = endpoint({
  method: 'GET',
  path: '/api/calendar_feeds/:token.ics',
  summary: 'Class sessions of whoever made the address: thirty days back, half a year ahead, as iCalendar',
  description:
    'The address is the secret: no sign-in is asked for. One that was ended, and one that never was, is 404.',
  access: 'anyone',
  params: z.object({ token: z.string().min(1).max(200) }),
  replyIs: 'file',
  reply: z.string(),
});
