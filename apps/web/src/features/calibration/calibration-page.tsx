import type { CalibratedBy } from '@hadir/contract/calibration.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { type Calibration, calibrationQuery } from './calibration-queries.ts';
import { DistanceCard } from './distance-card.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import { useTexts } from './texts.ts';

/** How well the recognisers tell the school's own people apart, and which threshold would fit them. */
export default function CalibrationPage() {
  const t = useTexts();
  const query = useQuery(calibrationQuery);
  return (
    <Page title={t('title')} intro={t('intro')}>
      <BackLink to="/school">{t('back')}</BackLink>
      <QueryView query={query} loading={t('calculating')}>
        {(calibration) =>
          calibration.people < calibration.least_people ? (
            <Notice title={t('none_title')}>{t('none', { least: calibration.least_people })}</Notice>
          ) : (
            <Measured calibration={calibration} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Measured({ calibration }: { calibration: Calibration }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { recognisers, people, calculated_at, least_people, threshold } = calibration;
  const [chosen, setChosen] = useState<CalibratedBy>(recognisers.find(({ decides }) => decides)?.by ?? 'first');
  const shown = recognisers.find(({ by }) => by === chosen);
  return (
    <div className="space-y-5">
      <Segmented
        legend={t('byLegend')}
        segments={recognisers.map(({ by }) => ({ value: by, label: t(`by.${by}`) }))}
        value={chosen}
        onChange={setChosen}
      />
      <p className="text-ink-soft">
        {t(`explained.${chosen}`)} {t('calculated', { time: formatDayTime(calculated_at, zone), people })}
      </p>
      {shown && shown.bins.length === 0 && (
        <Card>
          <p>{t('few', { people: shown.people, least: least_people })}</p>
        </Card>
      )}
      {shown && shown.bins.length > 0 && (
        <>
          <SuggestionCard shown={shown} calibration={calibration} />
          <DistanceCard shown={shown} threshold={shown.by === 'second' ? null : threshold} />
        </>
      )}
    </div>
  );
}
