import { type School, updateSchool } from '@hadir/contract/school.ts';
import { z } from 'zod';
import { text } from './texts.ts';

const { consent_text, retention_policy } = updateSchool.body.shape;
const written = (rule: typeof consent_text) =>
  z.string().refine((value) => value.trim() !== '' && rule.safeParse(value).success, {
    error: () => text('policies.needText'),
  });

/** What people are told, as the controls hold it. */
export const PolicyForm = z.object({
  consentPolicy: z.enum(['self', 'guardian']),
  consentText: written(consent_text),
  retention: written(retention_policy),
});
export type PolicyForm = z.infer<typeof PolicyForm>;

/** The form as it stands before anything is typed. */
export function fillPolicyForm(school: School): PolicyForm {
  return {
    consentPolicy: school.consent_policy,
    consentText: school.consent_text,
    retention: school.retention_policy,
  };
}

/** The body for the server. */
export function readPolicyForm({ consentPolicy, consentText, retention }: PolicyForm) {
  return { consent_policy: consentPolicy, consent_text: consentText.trim(), retention_policy: retention.trim() };
}

/** Whether saving makes a new version of the consent: another retention policy alone does not. */
export function makesNewVersion(form: PolicyForm, school: School): boolean {
  const { consent_policy, consent_text } = readPolicyForm(form);
  return consent_policy !== school.consent_policy || consent_text !== school.consent_text;
}
