import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { useTexts } from './texts.ts';
import { useFocusBack } from './use-focus-back.ts';

/** A question or form over the page; on a phone it sits at the bottom, in reach of the thumb. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  footer,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}) {
  const t = useTexts();
  const focusBack = useFocusBack();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...focusBack}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-3xl bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-lift sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-3xl sm:p-6"
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="mb-2 flex items-start justify-between gap-3">
            <Radix.Title className="pt-1.5 text-xl font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('close')}>
                <X className="size-5" />
              </IconButton>
            </Radix.Close>
          </div>
          {description && (
            <Radix.Description asChild>
              <div className="mb-4 text-ink-soft">{description}</div>
            </Radix.Description>
          )}
          {children}
          {footer && <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
