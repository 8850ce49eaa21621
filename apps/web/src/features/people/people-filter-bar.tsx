import { FaceState, PeopleStatus } from '@hadir/contract/people.ts';
import { Role } from '@hadir/contract/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '#features/sign-in/me.ts';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { SelectField } from '#ui/field.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { changePeopleFilters, FaceFilter, type PeopleFilters } from './people-filters.ts';
import { useTexts } from './texts.ts';

/** Search, role, class, face and status; they stand in the address, so that a list can be kept and sent. */
export function PeopleFilterBar({
  filters,
  isAdmin,
  onChange,
}: {
  filters: PeopleFilters;
  isAdmin: boolean;
  onChange: (address: Record<string, string>) => void;
}) {
  const t = useTexts();
  const faces = useMay('faces:write') ? FaceFilter.options : FaceState.options;
  const [typed, setTyped] = useState(filters.search ?? '');
  const search = useDebounced(typed);
  const classes = useQuery(classesQuery).data?.items ?? [];
  const pushed = useRef(filters.search ?? '');

  function set(next: Partial<Record<keyof PeopleFilters, string>>) {
    onChange(changePeopleFilters(filters, next));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a search that has come to rest changes the address
  useEffect(() => {
    if (search === (filters.search ?? '')) return;
    pushed.current = search;
    set({ search });
  }, [search]);

  // An address that changed by another hand (back, cleared filters) is what counts.
  useEffect(() => {
    const asked = filters.search ?? '';
    if (asked === pushed.current) return;
    pushed.current = asked;
    setTyped(asked);
  }, [filters.search]);

  return (
    <div className="flex flex-wrap items-end gap-3">
      <SearchField label={t('search')} value={typed} onChange={setTyped} className="w-full sm:w-80" />
      {isAdmin && (
        <SelectField
          className="min-w-36 flex-1 sm:flex-none"
          label={t('role')}
          value={filters.role ?? ''}
          onChange={(event) => set({ role: event.target.value })}
        >
          <option value="">{t('anyRole')}</option>
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </SelectField>
      )}
      {classes.length > 0 && (
        <SelectField
          className="min-w-36 flex-1 sm:flex-none"
          label={t('class')}
          value={filters.class_id ?? ''}
          onChange={(event) => set({ class_id: event.target.value })}
        >
          <option value="">{t('anyClass')}</option>
          {classes.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        className="min-w-36 flex-1 sm:flex-none"
        label={t('face')}
        value={filters.face ?? ''}
        onChange={(event) => set({ face: event.target.value })}
      >
        <option value="">{t('anyFace')}</option>
        {faces.map((face) => (
          <option key={face} value={face}>
            {t(`faceState.${face}`)}
          </option>
        ))}
      </SelectField>
      {isAdmin && (
        <SelectField
          className="min-w-36 flex-1 sm:flex-none"
          label={t('status')}
          value={filters.status ?? 'active'}
          onChange={(event) => set({ status: event.target.value === 'active' ? '' : event.target.value })}
        >
          {PeopleStatus.options.map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
