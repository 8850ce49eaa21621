import type { getRetention } from '@hadir/contract/privacy.ts';
import { type RetentionFigures, updateSettings } from '@hadir/contract/settings.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { linkClasses } from '#features/sign-in/entry-layout.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { FiguresForm, figureBounds, figureNames, fillFigures, readFigures } from './figures-form.ts';
import { useTexts as useFigures } from './figures-texts.ts';
import { privacyKeys } from './privacy-queries.ts';
import { useTexts } from './texts.ts';

type Change = { version: number; reason: string; retention: Partial<RetentionFigures> };

/** How long the school keeps what, to be changed. */
export function RetentionFiguresCard({ shown }: { shown: Reply<typeof getRetention> }) {
  const t = useTexts();
  const name = useFigures();
  const zone = useMe().school.time_zone;
  const [isSame, setIsSame] = useState(false);
  const { register, handleSubmit, formState } = useForm<FiguresForm>({
    resolver: zodResolver(FiguresForm),
    defaultValues: fillFigures(shown.figures),
  });
  const save = useCommand((body: Change) => callOrThrow(updateSettings, { body }), {
    refresh: [privacyKeys.retention, ['mark-settings'], ['policies']],
    onDone: () => showToast(t('figures.saved')),
  });
  const isConflict = isRefused(save.failure, 'not_possible_now');
  const submit = handleSubmit((form) => {
    const retention = readFigures(form, shown.figures);
    setIsSame(retention === null);
    if (retention) save.run({ version: shown.version, reason: form.reason.trim(), retention });
  });
  return (
    <Card title={t('figures.title')}>
      <p className="mb-2 max-w-prose text-ink-soft">{t('figures.text')}</p>
      <p className="mb-4 max-w-prose">
        {shown.published_at
          ? t('figures.published', { date: formatDayTime(shown.published_at, zone) })
          : t('figures.unpublished')}{' '}
        <Link className={linkClasses} to="/school">
          {t('figures.words')}
        </Link>
      </p>
      <Form failure={isConflict ? null : save.failure} onSubmit={submit}>
        <div className="grid items-end gap-x-6 gap-y-4 md:grid-cols-2">
          {figureNames.map((figure) => {
            const { isYears, ...bounds } = figureBounds[figure];
            return (
              <TextField
                key={figure}
                label={name(figure)}
                hint={t(isYears ? 'figures.inYears' : 'figures.inDays', bounds)}
                error={formState.errors[figure]?.message}
                inputMode="numeric"
                {...register(figure)}
              />
            );
          })}
        </div>
        <TextField
          label={t('figures.reason')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        {isSame && <Notice isLive>{t('figures.same')}</Notice>}
        {isConflict && (
          <Notice tone="warn" isLive>
            {t('figures.conflict')}
          </Notice>
        )}
        <Button type="submit" isBusy={save.isBusy}>
          {t('figures.save')}
        </Button>
      </Form>
    </Card>
  );
}
