import { Toaster as Sonner, toast } from 'sonner';

/** Where short confirmations appear; mounted once. */
export function Toaster() {
  return (
    <Sonner
      theme="system"
      position="top-center"
      toastOptions={{ classNames: { toast: '!bg-surface !text-ink !border-line !rounded-2xl !text-base' } }}
    />
  );
}

/** For what has been done and needs no answer. Refusals belong beside what was refused. */
export function showToast(message: string): void {
  toast.success(message);
}
