import { CircleCheckBig, CircleX, Clock, CloudOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

const looks = {
  good: { Icon: CircleCheckBig, look: 'bg-good-soft text-good' },
  waiting: { Icon: Clock, look: 'bg-warn-soft text-warn' },
  kept: { Icon: CloudOff, look: 'bg-info-soft text-info' },
  bad: { Icon: CircleX, look: 'bg-bad-soft text-bad' },
} as const;

/** The answer, big: what happened, why, and what to do next. Takes the focus, so that it is read out. */
export function Result({
  look,
  title,
  children,
  actions,
}: {
  look: keyof typeof looks;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { Icon, look: colours } = looks[look];
  return (
    <section className="flex flex-col items-center gap-4 text-center">
      <div className={classes('grid size-24 place-items-center rounded-full', colours)}>
        <Icon className="size-12" aria-hidden="true" />
      </div>
      <div role={look === 'bad' ? 'alert' : 'status'} className="space-y-2">
        <h2 ref={heading} tabIndex={-1} className="text-2xl font-bold outline-none">
          {title}
        </h2>
        <div className="space-y-2 text-ink-soft">{children}</div>
      </div>
      <div className="flex w-full flex-col gap-2 pt-2">{actions}</div>
    </section>
  );
}
