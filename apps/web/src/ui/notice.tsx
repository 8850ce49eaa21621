import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

type Tone = 'info' | 'good' | 'warn' | 'bad';

const tones: Record<Tone, { look: string; Icon: typeof Info }> = {
  info: { look: 'bg-info-soft text-info', Icon: Info },
  good: { look: 'bg-good-soft text-good', Icon: CircleCheck },
  warn: { look: 'bg-warn-soft text-warn', Icon: TriangleAlert },
  bad: { look: 'bg-bad-soft text-bad', Icon: CircleAlert },
};

/** A message on the page. `isLive` has it read out when it appears: `bad` at once, others when there is a pause. */
export function Notice({
  tone = 'info',
  title,
  children,
  actions,
  isLive = false,
  className,
}: {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  isLive?: boolean;
  className?: string;
}) {
  const { look, Icon } = tones[tone];
  const role = isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={classes('flex gap-3 rounded-2xl p-4', look, className)}>
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
      </div>
    </div>
  );
}
