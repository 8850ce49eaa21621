import type { RetentionFigures } from '@hadir/contract/settings.ts';
import { DataList } from '#ui/data-list.tsx';
import { useTexts } from './figures-texts.ts';

/** How long the school keeps what, in words. */
export function FiguresList({ figures }: { figures: RetentionFigures }) {
  const t = useTexts();
  const years = (count: number) => t('years', { count });
  const days = (count: number) => t('days', { count });
  return (
    <DataList
      items={[
        { name: t('attendance_years'), value: years(figures.attendance_years) },
        { name: t('audit_years'), value: years(figures.audit_years) },
        { name: t('position_days'), value: days(figures.position_days) },
        { name: t('unused_template_days'), value: days(figures.unused_template_days) },
        { name: t('trace_days'), value: days(figures.trace_days) },
      ]}
    />
  );
}
