import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { useTexts } from './texts.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Covers the window, for showing something to a whole room. */
export function FullScreenDialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTexts();
  const focusBack = useFocusBack();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Content
          {...focusBack}
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex flex-col overflow-auto bg-surface p-4 sm:p-8"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-xl font-semibold sm:text-3xl">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('close')}>
                <X className="size-7" />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
