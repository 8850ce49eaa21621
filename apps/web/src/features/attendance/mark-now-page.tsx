import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { LoadingState } from '#ui/states.tsx';
import { activeSessionsQuery } from './active-sessions.ts';

/** Where the shortcut "Mark attendance" leads: the one open class session, or the list where there is a choice. */
export default function MarkNowPage() {
  const { data, isPending } = useQuery(activeSessionsQuery);
  if (isPending) return <LoadingState />;
  const [only, ...others] = data ?? [];
  return <Navigate to={only && others.length === 0 ? `/mark/${only.id}` : '/'} replace />;
}
