import { AttemptFile, makeAttemptFile } from '@hadir/contract/attempts.ts';
import { Download } from 'lucide-react';
import { callOrThrow } from '#lib/api.ts';
import { useLanguage } from '#lib/i18n.ts';
import { saveFile } from '#lib/save-file.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { type AttemptFilters, toQuery } from './attempt-filters.ts';
import { useTexts } from './texts.ts';

const formats = AttemptFile.shape.format.options;

/** The log as it is filtered, whole and with distances; the server writes down who takes it. */
export function AttemptFiles({ filters, zone }: { filters: AttemptFilters; zone: string }) {
  const t = useTexts();
  const language = useLanguage();
  const make = useCommand(
    (format: AttemptFile['format']) => {
      const asked = Object.entries(toQuery(filters, zone)).filter(([, value]) => value !== undefined);
      return callOrThrow(makeAttemptFile, { body: { ...Object.fromEntries(asked), format, language } });
    },
    { onDone: saveFile },
  );
  return (
    <section aria-label={t('files.heading')} className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {formats.map((format) => (
          <Button
            key={format}
            look="secondary"
            icon={<Download className="size-5" aria-hidden="true" />}
            isBusy={make.busyWith === format}
            onClick={() => make.run(format)}
          >
            {t(`files.${format}`)}
          </Button>
        ))}
      </div>
      {make.failure && <FailureNotice failure={make.failure} />}
    </section>
  );
}
