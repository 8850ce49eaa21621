import type { Permission } from '@hadir/contract/permissions.ts';
import {
  BookOpen,
  Building2,
  CalendarDays,
  CalendarRange,
  ChartNoAxesColumn,
  CircleUser,
  ClipboardCheck,
  FileLock,
  FilePen,
  FileUp,
  Layers,
  type LucideIcon,
  MailPlus,
  MapPin,
  ScanFace,
  School,
  ScrollText,
  ShieldAlert,
  Users,
  UsersRound,
} from 'lucide-react';

type NavEntry = {
  /** `nav.<name>` is what it is called. */
  name: string;
  group: NavGroupName;
  to: string;
  Icon: LucideIcon;
  /** Who sees it; null is everybody who is signed in. */
  permission: Permission | null;
  /** Further addresses that belong to it. */
  also?: readonly string[];
};

/** In the order of the menu; `nav_group.<name>` is what stands above it, nothing for the last. */
export const navGroups = ['teaching', 'people', 'watch', 'school', 'you'] as const;
type NavGroupName = (typeof navGroups)[number];

/**
 * Every entry of the main menu of staff; students have theirs in `own-nav.ts`. On a phone the first four that somebody sees stand under the thumb, the others are
 * in the menu.
 */
export const navEntries = [
  { name: 'sessions', group: 'teaching', to: '/sessions', Icon: CalendarDays, permission: 'sessions:read' },
  { name: 'timetable', group: 'teaching', to: '/timetable', Icon: CalendarRange, permission: 'timetable:read' },
  { name: 'reviews', group: 'teaching', to: '/reviews', Icon: ClipboardCheck, permission: 'reviews:read' },
  { name: 'corrections', group: 'teaching', to: '/corrections', Icon: FilePen, permission: 'attendance:write' },
  { name: 'courses', group: 'teaching', to: '/courses', Icon: BookOpen, permission: 'courses:read' },
  {
    name: 'reports',
    group: 'teaching',
    to: '/reports',
    Icon: ChartNoAxesColumn,
    permission: 'reports:read',
  },

  { name: 'people', group: 'people', to: '/people', Icon: Users, permission: 'students:read' },
  { name: 'classes', group: 'people', to: '/classes', Icon: Layers, permission: 'structure:read' },
  { name: 'lookAlikes', group: 'people', to: '/look-alikes', Icon: UsersRound, permission: 'look_alikes:read' },
  { name: 'imports', group: 'people', to: '/imports', Icon: FileUp, permission: 'imports:write' },
  { name: 'invitations', group: 'people', to: '/invitations', Icon: MailPlus, permission: 'staff:read' },

  { name: 'attempts', group: 'watch', to: '/attempts', Icon: ScanFace, permission: 'attempts:read' },
  { name: 'signals', group: 'watch', to: '/signals', Icon: ShieldAlert, permission: 'signals:read' },
  { name: 'audit', group: 'watch', to: '/audit', Icon: ScrollText, permission: 'audit:read' },

  { name: 'places', group: 'school', to: '/places', Icon: MapPin, permission: 'places:write' },
  { name: 'school', group: 'school', to: '/school', Icon: School, permission: 'school:read', also: ['/settings'] },
  { name: 'privacy', group: 'school', to: '/privacy', Icon: FileLock, permission: 'privacy:write' },
  { name: 'schools', group: 'school', to: '/schools', Icon: Building2, permission: 'schools:read' },

  { name: 'account', group: 'you', to: '/account', Icon: CircleUser, permission: null },
] as const satisfies readonly NavEntry[];
