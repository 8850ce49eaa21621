/** The product's sign: a hand raised at the roll call, as a tick. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" className={className} aria-hidden="true">
      <rect width="64" height="64" rx="18" fill="var(--brand)" />
      <circle
        cx="32"
        cy="32"
        r="17"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="4.5"
        strokeDasharray="78 29"
        strokeLinecap="round"
        transform="rotate(-20 32 32)"
      />
      <path
        d="M24.5 32.5l6 6L43 24"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
