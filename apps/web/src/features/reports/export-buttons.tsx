import { FileFormat, makeReportFile, type ReportFile } from '@hadir/contract/reports.ts';
import { Download, Printer } from 'lucide-react';
import { callOrThrow } from '#lib/api.ts';
import { useLanguage } from '#lib/i18n.ts';
import { saveFile } from '#lib/save-file.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

/** Distributes over the union, which `Omit` does not. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type AskedReport = Without<ReportFile, 'format' | 'language'>;

/** The whole report as a file, in the language of the screen; or on paper, as far as it is on the screen. */
export function ExportButtons({ report, onPrint }: { report: AskedReport; onPrint: () => Promise<void> }) {
  const t = useTexts();
  const language = useLanguage();
  const make = useCommand(
    (format: FileFormat) => callOrThrow(makeReportFile, { body: { ...report, format, language } }),
    { onDone: saveFile },
  );
  const print = useCommand(onPrint);
  const failure = make.failure ?? print.failure;
  return (
    <section aria-label={t('export.heading')} className="space-y-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        {FileFormat.options.map((format) => (
          <Button
            key={format}
            look="secondary"
            icon={<Download className="size-5" aria-hidden="true" />}
            isBusy={make.busyWith === format}
            onClick={() => make.run(format)}
          >
            {t(`export.${format}`)}
          </Button>
        ))}
        <Button
          look="secondary"
          icon={<Printer className="size-5" aria-hidden="true" />}
          isBusy={print.isBusy}
          onClick={() => print.run(undefined)}
        >
          {t('export.print')}
        </Button>
      </div>
      {failure && <FailureNotice failure={failure} />}
    </section>
  );
}
