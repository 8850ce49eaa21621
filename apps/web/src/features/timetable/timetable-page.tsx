import { useSearchParams } from 'react-router';
import { useMay } from '#features/sign-in/me.ts';
import { Page } from '#ui/page.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { HolidayList } from './holiday-list.tsx';
import { RuleList } from './rule-list.tsx';
import { useTexts } from './texts.ts';
import { WeekView } from './week-view.tsx';

const views = ['week', 'rules', 'holidays'] as const;

/** The week, what comes again, and when there are no classes. */
export default function TimetablePage() {
  const t = useTexts();
  const canWrite = useMay('timetable:write');
  const [address, setAddress] = useSearchParams();
  const view = views.find((each) => each === address.get('view')) ?? 'week';
  return (
    <Page title={t('title')} intro={t(canWrite ? 'introAdmin' : 'introTeacher')}>
      <Segmented
        legend={t('views')}
        segments={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        value={view}
        onChange={(next) => setAddress(next === 'week' ? {} : { view: next }, { replace: true })}
      />
      {view === 'week' && <WeekView />}
      {view === 'rules' && <RuleList canWrite={canWrite} />}
      {view === 'holidays' && <HolidayList canWrite={canWrite} />}
    </Page>
  );
}
