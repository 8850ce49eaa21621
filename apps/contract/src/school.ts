import { z } from 'zod';
import { ConsentPolicy, defaultConsentText, defaultRetentionPolicy } from './consent.ts';
import { Country } from './countries.ts';
import { endpoint } from './endpoint.ts';
import { Email, Id, Instant, line, lines, Password, PersonName } from './field.ts';
import { Me } from './sign-in.ts';

/** IANA zone known to this run time. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'must be an IANA time zone');

/** Bounds of the face threshold, on the scale of the first recogniser. */
export const faceThresholds = { least: 0.3, largest: 0.6 };

export const School = z.object({
  id: Id,
  name: z.string(),
  join_code: z.string(),
  time_zone: z.string(),
  /** ISO 3166-1 alpha-2: whose national phone numbers are meant where no country code is given. */
  country: z.string(),
  consent_policy: ConsentPolicy,
  consent_text: z.string(),
  consent_version: z.number().int(),
  retention_policy: z.string(),
  /** Null until an admin has published it; nobody can enrol before. */
  retention_published_at: Instant.nullable(),
  face_threshold: z.number(),
  default_radius_m: z.number().int(),
  plain_form: z.enum(['refuse', 'review']),
  /** Whether staff without a second factor are led to one and can do nothing else before. */
  staff_second_factor: z.enum(['optional', 'required']),
});
export type School = z.infer<typeof School>;

export const getSchool = endpoint({
  method: 'GET',
  path: '/api/school',
  summary: "The admin's own school with its join code and policies",
  access: 'school:read',
  reply: School,
});

export const updateSchool = endpoint({
  method: 'PATCH',
  path: '/api/school',
  summary:
    'Change name, zone, country, policies; `rotate_join_code` makes a new join code, `publish_policies` publishes what people are told',
  description:
    'Another consent text or policy is a new version of the consent: enrolments from then on agree to it, earlier ones keep the version they agreed to. Another retention policy is published with the change.',
  access: 'school:write',
  stepUp: true,
  body: z
    .object({
      name: line(1, 120),
      time_zone: TimeZone,
      country: Country,
      consent_policy: ConsentPolicy,
      consent_text: lines(1, 5000),
      retention_policy: lines(1, 5000),
      face_threshold: z.number().min(faceThresholds.least).max(faceThresholds.largest),
      default_radius_m: z.number().int().min(10).max(2000),
      plain_form: z.enum(['refuse', 'review']),
      staff_second_factor: z.enum(['optional', 'required']),
      rotate_join_code: z.literal(true),
      publish_policies: z.literal(true),
    })
    .partial()
    .strict(),
  reply: School,
});

export const setUpSchool = endpoint({
  method: 'POST',
  path: '/api/setup',
  summary: 'The first admin makes the school, once, with the link that the first start printed',
  access: 'anyone',
  body: z.object({
    token: z.string().min(1).max(200),
    school_name: line(1, 120),
    time_zone: TimeZone,
    /** Published with the set-up. */
    consent_policy: ConsentPolicy.default('self'),
    consent_text: lines(1, 5000).default(defaultConsentText),
    retention_policy: lines(1, 5000).default(defaultRetentionPolicy),
    name: PersonName,
    email: Email,
    password: Password,
  }),
  reply: Me,
});
