import { type ReactNode, useEffect, useId, useRef } from 'react';

/** Covers the app and does not go away by itself: there is one way on. The browser's own, so it has nothing to fetch. */
export function CoveringDialog({
  title,
  description,
  action,
}: {
  title: string;
  description: string;
  action: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    if (!shown?.open) shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      // Browsers close it at the second Escape all the same.
      onCancel={(event) => event.preventDefault()}
      onClose={(event) =>
        event.currentTarget.isConnected && !event.currentTarget.open && event.currentTarget.showModal()
      }
      className="fixed inset-0 m-0 size-full max-h-none max-w-none bg-surface text-ink backdrop:bg-surface"
    >
      <div className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-4 p-6 text-center">
        <h1 id={`${id}-title`} className="text-2xl font-bold">
          {title}
        </h1>
        <p id={`${id}-text`} className="text-ink-soft">
          {description}
        </p>
        {action}
      </div>
    </dialog>
  );
}
