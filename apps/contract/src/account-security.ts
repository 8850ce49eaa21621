import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, IdParams, Instant, line, Password } from './field.ts';
import { UsedCredential } from './passkeys.ts';
import { Me } from './sign-in.ts';

/** As people type it: any case, with spaces or dashes. */
const TypedCode = z.string().trim().min(1).max(40);
const Given = z.string().min(1).max(200);
const Reason = line(3, 500);

/** Six digits of an authenticator app, or one of the recovery codes. */
const FactorCode = z.string().trim().min(6).max(40);

/** Whose account: by e-mail, or by what a student without one knows. */
const byEmail = { email: Email };
const byNumber = { join_code: line(1, 40), admission_number: line(1, 60) };

const WebAuthnOptions = z.record(z.string(), z.unknown());
const Offered = z.object({ options: WebAuthnOptions, expires_at: Instant });

export const secondStep = endpoint({
  method: 'POST',
  path: '/api/sign_in/second_step',
  summary: 'The second step of a sign-in: a code of the app, a recovery code, or a passkey',
  description:
    'Only after `POST /api/sign_in` has answered `second_step`, on the same browser, within five minutes. `code_wrong` may be tried again; `sign_in_failed` begins with the password.',
  access: 'anyone',
  body: z.union([z.object({ code: FactorCode }), z.object({ credential: UsedCredential })]),
  reply: Me,
});

export const offerSecondStep = endpoint({
  method: 'POST',
  path: '/api/sign_in/second_step/options',
  summary: 'What the browser needs to give a passkey as the second step: five minutes, one use',
  access: 'anyone',
  body: z.object({}).optional(),
  reply: Offered,
});

export const stepUp = endpoint({
  method: 'POST',
  path: '/api/step_up',
  summary: 'The password or the second factor again; for ten minutes nothing answers `step_up_needed`',
  access: 'signed_in',
  beforeSecondFactor: true,
  body: z.union([
    z.object({ password: Given }),
    z.object({ code: FactorCode }),
    z.object({ credential: UsedCredential }),
  ]),
  reply: Done,
});

export const offerStepUp = endpoint({
  method: 'POST',
  path: '/api/step_up/options',
  summary: 'What the browser needs to give a passkey for a step-up: five minutes, one use',
  access: 'signed_in',
  body: z.object({}).optional(),
  reply: Offered,
});

export const SecondFactor = z.object({
  /** Since when the authenticator app is in use; null without one. */
  totp_since: Instant.nullable(),
  recovery_codes_left: z.number().int(),
  passkeys: z.number().int(),
  /** The school asks its staff for one. */
  is_required: z.boolean(),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

export const getSecondFactor = endpoint({
  method: 'GET',
  path: '/api/second_factor',
  summary: 'Own second factor',
  access: 'second_factor:write',
  beforeSecondFactor: true,
  reply: SecondFactor,
});

export const beginTotp = endpoint({
  method: 'POST',
  path: '/api/second_factor/totp',
  summary: 'A secret for an authenticator app, shown once; it counts once a code of it was given',
  access: 'second_factor:write',
  beforeSecondFactor: true,
  body: z.object({ password: Given }),
  reply: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/second_factor/totp/confirm',
  summary: 'The first code of the app: from now on it is the second step; gives ten recovery codes, shown once',
  access: 'second_factor:write',
  beforeSecondFactor: true,
  body: z.object({ code: FactorCode }),
  reply: z.object({ recovery_codes: z.array(z.string()) }),
});

export const removeTotp = endpoint({
  method: 'POST',
  path: '/api/second_factor/totp/remove',
  summary: 'Stop using the authenticator app; its recovery codes end with it when no passkey is left',
  description: '`not_possible_now` where the school asks for a second factor and this is the only one.',
  access: 'second_factor:write',
  stepUp: true,
  body: z.object({ password: Given }),
  reply: Done,
});

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/second_factor/recovery_codes',
  summary: 'Ten new recovery codes, shown once; the earlier ones end',
  access: 'second_factor:write',
  body: z.object({ password: Given }),
  reply: z.object({ recovery_codes: z.array(z.string()) }),
});

export const resetSecondFactor = endpoint({
  method: 'POST',
  path: '/api/people/:id/second_factor/reset',
  summary: "A colleague's authenticator app, passkeys and recovery codes are gone, and every sign-in of theirs ends",
  access: 'staff:write',
  stepUp: true,
  params: IdParams,
  body: z.object({ reason: Reason }),
  reply: Done,
});

/** One sign-in on one browser. */
export const SignInRow = z.object({
  id: Id,
  is_this: z.boolean(),
  address: z.string(),
  user_agent: z.string().nullable(),
  created_at: Instant,
  last_seen_at: Instant,
  with_second_factor: z.boolean(),
});
export type SignInRow = z.infer<typeof SignInRow>;

export const listSignIns = endpoint({
  method: 'GET',
  path: '/api/sign_ins',
  summary: 'Where the own account is signed in, newest first, and how long a sign-in lasts',
  access: 'signed_in',
  reply: z.object({
    items: z.array(SignInRow),
    /** Hours without a request, and hours in all, after which a sign-in of this role ends. */
    idle_hours: z.number(),
    absolute_hours: z.number(),
  }),
});

export const endOneSignIn = endpoint({
  method: 'DELETE',
  path: '/api/sign_ins/:id',
  summary: 'Sign one browser out, from its next request on',
  access: 'signed_in',
  params: IdParams,
  reply: Done,
});

export const endSignIns = endpoint({
  method: 'POST',
  path: '/api/sign_ins/end',
  summary: 'Sign out everywhere, or everywhere else',
  access: 'signed_in',
  body: z.object({ keep_this: z.boolean().default(false) }),
  reply: Done,
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/me/password',
  summary: 'Another password; every other sign-in ends',
  access: 'signed_in',
  body: z.object({ password: Given, new_password: Password }),
  reply: Done,
});

export const askPasswordReset = endpoint({
  method: 'POST',
  path: '/api/password_resets',
  summary: 'Mails a link to set a new password, for one hour and one use; answers the same for every e-mail',
  description: 'Where no mail server is configured the operator of the server finds the link in its output.',
  access: 'anyone',
  body: z.object(byEmail),
  reply: Done,
});

export const spendResetLink = endpoint({
  method: 'POST',
  path: '/api/password_resets/link',
  summary: 'A new password by the link; every sign-in of the account ends',
  access: 'anyone',
  body: z.object({ token: Given, new_password: Password }),
  reply: Done,
});

export const spendResetCode = endpoint({
  method: 'POST',
  path: '/api/password_resets/code',
  summary: 'A new password by the code that staff have issued; every sign-in of the account ends',
  access: 'anyone',
  body: z.union([
    z.strictObject({ ...byEmail, code: TypedCode, new_password: Password }),
    z.strictObject({ ...byNumber, code: TypedCode, new_password: Password }),
  ]),
  reply: Done,
});

export const issueReset = endpoint({
  method: 'POST',
  path: '/api/people/:id/password_reset',
  summary: 'A code (24 hours, five tries) or a link to print (one hour) with which a person sets a new password',
  description:
    'Teachers for students of their own courses, admins for everybody of the school who is no admin; a link needs an admin. Shown once; an earlier one ends.',
  access: 'account_recovery:write',
  stepUp: true,
  params: IdParams,
  body: z.object({ kind: z.enum(['code', 'link']) }),
  reply: z.object({ kind: z.enum(['code', 'link']), value: z.string(), expires_at: Instant }),
});

/** One slip of the print sheet. */
export const ClaimSlip = z.object({
  person_id: Id,
  name: z.string(),
  admission_number: z.string(),
  code: z.string(),
});
export type ClaimSlip = z.infer<typeof ClaimSlip>;

export const issueClaimCodes = endpoint({
  method: 'POST',
  path: '/api/claim_codes',
  summary: 'One-time codes with which students make their records their accounts, to be printed; shown once',
  description:
    'For students of a course, of a class, or named, who have an admission number and no password yet, at most 500. Teachers for students of their own courses. Earlier codes of the same students end. Good for 30 days.',
  access: 'account_recovery:write',
  stepUp: true,
  body: z.union([
    z.strictObject({ course_id: Id }),
    z.strictObject({ class_id: Id }),
    z.strictObject({ student_ids: z.array(Id).min(1).max(500) }),
  ]),
  reply: z.object({
    items: z.array(ClaimSlip),
    /** Students who were left out: they have an account already, or no admission number. */
    claimed: z.number().int(),
    without_number: z.number().int(),
    school: z.object({ name: z.string(), join_code: z.string() }),
    /** Where a code is entered; the code itself goes behind a `#`. */
    url: z.string(),
    expires_at: Instant,
  }),
});

export const claimAccount = endpoint({
  method: 'POST',
  path: '/api/claims',
  summary: 'Whoever holds the printed code makes the record their account and is signed in',
  access: 'anyone',
  body: z.object({
    code: TypedCode,
    admission_number: line(1, 60),
    password: Password,
    email: Email.optional(),
  }),
  reply: Me,
});
