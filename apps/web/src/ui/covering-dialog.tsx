import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** Covers the app and does not go away by itself: there is one way on. */
export function CoveringDialog({
  title,
  description,
  action,
}: {
  title: string;
  description: string;
  action: ReactNode;
}) {
  const stay = (event: Event) => event.preventDefault();
  return (
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-surface" />
        <Radix.Content
          onEscapeKeyDown={stay}
          onInteractOutside={stay}
          className="fixed inset-0 z-50 mx-auto flex max-w-md flex-col justify-center gap-4 overflow-y-auto p-6 text-center"
        >
          <Radix.Title className="text-2xl font-bold">{title}</Radix.Title>
          <Radix.Description className="text-ink-soft">{description}</Radix.Description>
          {action}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
