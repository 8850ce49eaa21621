import type { Role } from '@hadir/contract/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import {
  BookOpen,
  CalendarDays,
  CircleUser,
  ClipboardCheck,
  History,
  House,
  MailPlus,
  MapPin,
  ScanFace,
  School,
  ScrollText,
  ShieldAlert,
  Users,
  UsersRound,
} from 'lucide-react';
import { Outlet } from 'react-router';
import { OutboxRunner, TicketKeeper } from '#features/attendance/outbox-runner.tsx';
import { lookAlikeCountQuery } from '#features/look-alikes/look-alike-queries.ts';
import { countsQuery } from '#features/review/review-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { type NavItem, Shell } from '#ui/shell.tsx';
import { useTexts } from './texts.ts';

const icons = {
  home: ['/', House],
  history: ['/history', History],
  account: ['/account', CircleUser],
  sessions: ['/sessions', CalendarDays],
  courses: ['/courses', BookOpen],
  places: ['/places', MapPin],
  people: ['/people', Users],
  lookAlikes: ['/look-alikes', UsersRound],
  invitations: ['/invitations', MailPlus],
  reviews: ['/reviews', ClipboardCheck],
  attempts: ['/attempts', ScanFace],
  audit: ['/audit', ScrollText],
  signals: ['/signals', ShieldAlert],
  school: ['/school', School],
} as const;

const navByRole: Record<Role, (keyof typeof icons)[]> = {
  student: ['home', 'history', 'account'],
  teacher: ['sessions', 'reviews', 'courses', 'people', 'account'],
  viewer: ['sessions', 'courses', 'people', 'account'],
  super_admin: ['account'],
  admin: [
    'sessions',
    'reviews',
    'courses',
    'places',
    'people',
    'lookAlikes',
    'invitations',
    'attempts',
    'signals',
    'audit',
    'school',
    'account',
  ],
};

/** The frame round every screen of a signed-in person, with the navigation of the role. */
export function AppLayout() {
  const t = useTexts();
  const me = useMe();
  const { data: reviews } = useQuery({ ...countsQuery, enabled: me.role !== 'student' });
  const toDecide = reviews?.to_decide ?? 0;
  const { data: lookAlikes } = useQuery({ ...lookAlikeCountQuery, enabled: me.role === 'admin' });
  const open = lookAlikes?.open ?? 0;
  const nav = navByRole[me.role].map((name): NavItem => {
    const [to, Icon] = icons[name];
    const label = t(`nav.${name}`);
    if (name === 'reviews') {
      return { to, label, Icon, count: { value: toDecide, words: t('nav.waiting', { count: toDecide }) } };
    }
    if (name === 'lookAlikes') {
      return { to, label, Icon, count: { value: open, words: t('nav.facesWaiting', { count: open }) } };
    }
    if (name === 'school') return { to, label, Icon, also: ['/settings'] };
    return { to, label, Icon };
  });
  const aside = (
    <>
      <p className="font-semibold wrap-anywhere text-ink">{me.name}</p>
      <p className="wrap-anywhere text-ink-soft">{formatFacts([t(`role.${me.role}`), me.school.name])}</p>
    </>
  );
  return (
    <Shell nav={nav} aside={aside}>
      {me.role === 'student' && <OutboxRunner />}
      {me.role === 'student' && <TicketKeeper />}
      <Outlet />
    </Shell>
  );
}
