import type { ReactNode } from 'react';

/** Rows as a list of cards. */
export function CardList<T>({
  label,
  rows,
  getKey,
  children,
}: {
  label: string;
  rows: T[];
  getKey: (row: T) => string;
  children: (row: T) => ReactNode;
}) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
      {rows.map((row) => (
        <li key={getKey(row)} className="p-4">
          {children(row)}
        </li>
      ))}
    </ul>
  );
}
