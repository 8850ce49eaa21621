import { FaceProblem, FaceState, PeopleStatus } from '@hadir/contract/people.ts';
import { Role } from '@hadir/contract/permissions.ts';
import { z } from 'zod';

/** What can be asked of a face. */
export const FaceFilter = z.enum([...FaceState.options, ...FaceProblem.options]);

export type PeopleFilters = {
  readonly role?: Role | undefined;
  readonly face?: z.infer<typeof FaceFilter> | undefined;
  readonly search?: string | undefined;
  readonly class_id?: string | undefined;
  readonly stream_id?: string | undefined;
  readonly status?: z.infer<typeof PeopleStatus> | undefined;
};

/** Filters as they stand in the address; what is none is left out. Only students enrol a face. */
export function readPeopleFilters(address: URLSearchParams, isAdmin: boolean): PeopleFilters {
  const role = Role.safeParse(address.get('role'));
  const face = FaceFilter.safeParse(address.get('face'));
  const status = PeopleStatus.safeParse(address.get('status'));
  return {
    role: !isAdmin ? undefined : face.success ? 'student' : role.success ? role.data : undefined,
    face: face.success ? face.data : undefined,
    search: address.get('search')?.slice(0, 100) || undefined,
    class_id: address.get('class_id')?.slice(0, 100) || undefined,
    status: status.success && status.data !== 'active' ? status.data : undefined,
  };
}

/** The address after one control was changed; an empty text takes its filter away. */
export function changePeopleFilters(
  filters: PeopleFilters,
  change: Partial<Record<keyof PeopleFilters, string>>,
): Record<string, string> {
  const isOtherRole = change.role !== undefined && change.role !== 'student';
  const next = { ...filters, ...(isOtherRole && { face: '' }), ...change };
  return Object.fromEntries(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
