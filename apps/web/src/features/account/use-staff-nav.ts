import { may, type Permission } from '@hadir/contract/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { correctionCountQuery } from '#features/corrections/correction-queries.ts';
import { lookAlikeCountQuery } from '#features/look-alikes/look-alike-queries.ts';
import { countsQuery } from '#features/review/review-queries.ts';
import { useMay, useMe } from '#features/sign-in/me.ts';
import type { NavGroup, NavItem } from '#ui/shell.tsx';
import { navEntries, navGroups } from './nav-entries.ts';
import { useTexts } from './texts.ts';

/** The entries of the main menu that this member of staff has, group by group, with what waits behind them. */
export function useStaffNav(): NavGroup[] {
  const t = useTexts();
  const { role } = useMe();
  const { data: reviews } = useQuery({ ...countsQuery, enabled: useMay('reviews:read') });
  const { data: corrections } = useQuery({ ...correctionCountQuery, enabled: useMay('attendance:write') });
  const { data: lookAlikes } = useQuery({ ...lookAlikeCountQuery, enabled: useMay('look_alikes:read') });
  const toDecide = reviews?.to_decide ?? 0;
  const open = lookAlikes?.open ?? 0;
  const toCorrect = corrections ? corrections.requests + corrections.proposals : 0;
  const counts: Record<string, NavItem['count']> = {
    reviews: { value: toDecide, words: t('nav.waiting', { count: toDecide }) },
    corrections: { value: toCorrect, words: t('nav.correctionsWaiting', { count: toCorrect }) },
    lookAlikes: { value: open, words: t('nav.facesWaiting', { count: open }) },
  };
  const isSeen = (permission: Permission | null) => permission === null || may(role, permission);
  const seen = navEntries.filter(({ permission }) => isSeen(permission));
  return navGroups
    .map((group) => ({
      name: group,
      label: group === 'you' ? null : t(`nav_group.${group}`),
      items: seen
        .filter((entry) => entry.group === group)
        .map((entry): NavItem => ({ ...entry, label: t(`nav.${entry.name}`), count: counts[entry.name] })),
    }))
    .filter(({ items }) => items.length > 0);
}
