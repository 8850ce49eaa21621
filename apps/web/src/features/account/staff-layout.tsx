import { Outlet } from 'react-router';
import { Shell } from '#ui/shell.tsx';
import { LayoutAside } from './layout-aside.tsx';
import { useStaffNav } from './use-staff-nav.ts';

/** The frame round every screen of staff, with the menu of what they may do. */
export function StaffLayout() {
  return (
    <Shell nav={useStaffNav()} aside={<LayoutAside />}>
      <Outlet />
    </Shell>
  );
}
