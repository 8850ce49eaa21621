import { Menu } from 'lucide-react';
import { type ComponentType, lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { classes } from './classes.ts';
import { LanguagePicker } from './language-picker.tsx';
import { Mark } from './mark.tsx';
import { useTexts } from './texts.ts';

export type NavItem = {
  to: string;
  label: string;
  Icon: ComponentType<{ className?: string; 'aria-hidden'?: 'true' }>;
  /** Further addresses that belong to it. */
  also?: readonly string[];
  /** Something waits there; `words` say what for those who listen. Nothing is shown for none. */
  count?: { value: number; words: string } | undefined;
};

/** Entries that belong together; without a label nothing stands above them. */
export type NavGroup = { name: string; label: string | null; items: NavItem[] };

/** Only who has more entries than fit gets a menu, and its dialog. */
const Dialog = lazy(async () => ({ default: (await import('./dialog.tsx')).Dialog }));

const railLink = 'flex min-h-11 items-center gap-3 rounded-xl px-3 font-medium lg:min-h-8';
const tab =
  'relative flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-center text-xs font-medium';
const tabCount = 'absolute start-1/2 top-1 ms-2 min-w-5';
/** Under the thumb of a phone. */
const TABS = 5;

const COUNTED_TO = 99;

function Count({ count, className }: { count: NavItem['count']; className: string }) {
  if (count === undefined || count.value === 0) return null;
  return (
    <span
      className={classes('rounded-full bg-brand px-1.5 text-center text-xs font-bold text-on-brand', className)}
      title={count.words}
    >
      <span aria-hidden="true">{count.value > COUNTED_TO ? `${COUNTED_TO}+` : count.value}</span>
      <span className="sr-only">, {count.words}</span>
    </span>
  );
}

function Groups({ nav, onChoose }: { nav: NavGroup[]; onChoose?: () => void }) {
  const id = useId();
  return nav.map(({ name, label, items }) => (
    <div key={name} className="flex flex-col gap-1 not-first:mt-4 lg:not-first:mt-2.5">
      {label !== null && (
        <p id={`${id}-${name}`} className="px-3 text-xs font-semibold text-ink-soft">
          {label}
        </p>
      )}
      <ul className="flex flex-col gap-0.5 lg:gap-0" {...(label !== null && { 'aria-labelledby': `${id}-${name}` })}>
        <Links items={items} {...(onChoose && { onChoose })} />
      </ul>
    </div>
  ));
}

function Links({ items, onChoose }: { items: NavItem[]; onChoose?: () => void }) {
  const { pathname } = useLocation();
  return items.map(({ to, label, Icon, count, also = [] }) => (
    <li key={to}>
      <NavLink
        to={to}
        end={to === '/'}
        {...(onChoose ? { onClick: onChoose } : {})}
        className={({ isActive }) =>
          classes(
            railLink,
            isActive || also.includes(pathname)
              ? 'bg-brand-soft text-brand-strong'
              : 'text-ink-soft hover:bg-sunken hover:text-ink',
          )
        }
      >
        <Icon className="size-5 shrink-0" aria-hidden="true" />
        {label}
        <Count count={count} className="ms-auto min-w-6 py-0.5" />
      </NavLink>
    </li>
  ));
}

/** Five entries fit under the thumb; with more than that the fifth opens the menu. */
function PhoneNav({ items, onMenu }: { items: NavItem[]; onMenu: () => void }) {
  const t = useTexts();
  const hasMenu = items.length > TABS;
  const behind = items.slice(TABS - 1).find(({ count }) => count && count.value > 0);
  return (
    <nav
      aria-label={t('main_menu')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {(hasMenu ? items.slice(0, TABS - 1) : items).map(({ to, label, Icon, count }) => (
        <NavLink
          key={to}
          to={to}
          end={to === '/'}
          className={({ isActive }) => classes(tab, isActive ? 'text-brand' : 'text-ink-soft')}
        >
          <Icon className="size-5" aria-hidden="true" />
          {label}
          <Count count={count} className={tabCount} />
        </NavLink>
      ))}
      {hasMenu && (
        <button type="button" aria-haspopup="dialog" onClick={onMenu} className={classes(tab, 'text-ink-soft')}>
          <Menu className="size-5" aria-hidden="true" />
          {t('menu')}
          <Count count={behind?.count} className={tabCount} />
        </button>
      )}
    </nav>
  );
}

/** Frame of every screen: skip link, brand, navigation, main. */
export function Shell({ nav, aside, children }: { nav: NavGroup[]; aside?: ReactNode; children: ReactNode }) {
  const t = useTexts();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const items = nav.flatMap((group) => group.items);
  const hasNav = items.length > 0;
  return (
    <div className={classes('min-h-dvh', hasNav && 'lg:grid lg:grid-cols-[15rem_1fr]')}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-xl focus:bg-brand focus:px-4 focus:py-3 focus:text-on-brand"
      >
        {t('skip')}
      </a>
      {hasNav && (
        <aside className="sticky top-0 hidden h-dvh flex-col border-e border-line bg-surface p-4 lg:flex">
          <Brand />
          <nav aria-label={t('main_menu')} className="-mx-2 mt-4 min-h-0 flex-1 overflow-y-auto px-2 pb-2">
            <Groups nav={nav} />
          </nav>
          <div className="border-t border-line pt-4 text-sm">{aside}</div>
        </aside>
      )}
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header
          className={classes(
            'flex min-h-14 items-center justify-between gap-3 border-b border-line bg-surface px-4 pt-[env(safe-area-inset-top)]',
            hasNav && 'lg:hidden',
          )}
        >
          <Brand />
          {!hasNav && <LanguagePicker />}
        </header>
        <main
          id="main"
          tabIndex={-1}
          className={classes('flex-1 px-4 py-6 outline-none sm:px-6 lg:px-10 lg:py-10', hasNav && 'pb-24 lg:pb-10')}
        >
          {children}
        </main>
      </div>
      {hasNav && <PhoneNav items={items} onMenu={() => setIsMenuOpen(true)} />}
      {items.length > TABS && (
        <Suspense fallback={null}>
          <Dialog isOpen={isMenuOpen} onClose={() => setIsMenuOpen(false)} title={t('menu')}>
            <nav aria-label={t('main_menu')}>
              <Groups nav={nav} onChoose={() => setIsMenuOpen(false)} />
            </nav>
            {aside && <div className="mt-4 border-t border-line pt-4 text-sm">{aside}</div>}
          </Dialog>
        </Suspense>
      )}
    </div>
  );
}

function Brand() {
  const t = useTexts();
  return (
    <Link to="/" className="-ms-1 inline-flex min-h-11 items-center gap-2 rounded-xl px-1 text-lg font-bold">
      <Mark className="size-8" />
      {t('brand')}
    </Link>
  );
}
