import { useState } from 'react';
import { useLocation } from 'react-router';

/** The token of a one-time link stands behind the `#`, where no server and no referrer sees it. */
export function useLinkToken(): string | null {
  const { hash } = useLocation();
  const [token] = useState(() => hash.slice(1));
  return token === '' ? null : token;
}
