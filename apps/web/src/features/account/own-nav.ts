import { CircleUser, History, House } from 'lucide-react';
import type { NavGroup } from '#ui/shell.tsx';
import { useTexts } from './texts.ts';

const entries = [
  { name: 'home', to: '/', Icon: House },
  { name: 'history', to: '/history', Icon: History },
  { name: 'account', to: '/account', Icon: CircleUser },
] as const;

/** The main menu of students; staff have another one, which no student's phone has to fetch. */
export function useOwnNav(): NavGroup[] {
  const t = useTexts();
  return [{ name: 'own', label: null, items: entries.map((entry) => ({ ...entry, label: t(`nav.${entry.name}`) })) }];
}
