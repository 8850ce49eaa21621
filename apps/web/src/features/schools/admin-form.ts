import { Email, line, PersonName } from '@hadir/contract/field.ts';
import { z } from 'zod';
import { text } from './texts.ts';

/** Who is to look after a school. */
export const AdminForm = z.object({
  admin_name: z.string().refine((name) => PersonName.safeParse(name).success, { error: () => text('form.needName') }),
  admin_email: z.string().refine((email) => Email.safeParse(email).success, { error: () => text('form.badEmail') }),
});
export type AdminForm = z.infer<typeof AdminForm>;

export const SchoolForm = AdminForm.extend({
  name: z.string().refine((name) => line(1, 120).safeParse(name).success, { error: () => text('form.needSchoolName') }),
  time_zone: z.string(),
  country: z.string(),
});
export type SchoolForm = z.infer<typeof SchoolForm>;
