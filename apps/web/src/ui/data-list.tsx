import type { ReactNode } from 'react';

/** Names and values beside each other. */
export function DataList({ items }: { items: { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[minmax(9rem,auto)_1fr]">
      {items.map(({ name, value }) => (
        <div key={name} className="min-w-0 sm:contents">
          <dt className="text-sm text-ink-soft sm:pt-0.5">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
