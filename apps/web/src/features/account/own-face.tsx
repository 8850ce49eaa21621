import { deleteFaceTemplate } from '@hadir/contract/enrolment.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faceTemplateQuery } from '#features/enrolment/face-template.ts';
import { FiguresList } from '#features/privacy/figures-list.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { showToast } from '#ui/toast.tsx';
import { WrittenText } from '#ui/written-text.tsx';
import { useTexts } from './texts.ts';

/** What is stored of the student's face, and the way to have it deleted. */
export function OwnFace() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const queries = useQueryClient();
  const query = useQuery(faceTemplateQuery);
  const [isAsked, setIsAsked] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => callOrThrow(deleteFaceTemplate, {}),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: faceTemplateQuery.queryKey });
      setIsAsked(false);
      showToast(t('face.withdrawn'));
    },
  });
  const isByGuardian = query.data?.consent.policy === 'guardian';
  function close() {
    setIsAsked(false);
    reset();
  }
  return (
    <Card title={t('face.title')}>
      <QueryView query={query}>
        {({
          state,
          is_unreadable,
          is_update_wanted,
          rejected_at,
          enrolled_at,
          shots,
          retention_policy,
          retention_figures,
          is_published,
        }) => (
          <div className="space-y-4">
            <p>
              {state === 'none' ? t('face.none') : t(`face.${state}`, { date: formatDayTime(enrolled_at ?? '', zone) })}
            </p>
            {rejected_at !== null && (
              <Notice tone="warn" title={t('face.rejected_title')}>
                {t('face.rejected_text', { date: formatDayTime(rejected_at, zone) })}
              </Notice>
            )}
            {is_unreadable && (
              <Notice tone="warn" title={t('face.unreadable_title')}>
                {t('face.unreadable_text')}
              </Notice>
            )}
            {is_update_wanted && !is_unreadable && (
              <Notice
                title={t('face.update_title')}
                actions={
                  <ButtonLink to="/enrol" look="secondary">
                    {t('face.update')}
                  </ButtonLink>
                }
              >
                {t('face.update_text')}
              </Notice>
            )}
            {state !== 'none' && <p className="text-ink-soft">{t('face.what', { shots })}</p>}
            {is_published && (
              <details className="text-ink-soft">
                <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-brand">
                  {t('face.retention')}
                </summary>
                <FiguresList figures={retention_figures} />
                <WrittenText>{retention_policy}</WrittenText>
              </details>
            )}
            <div className="flex flex-wrap gap-2">
              <ButtonLink to="/enrol" look={state === 'none' || is_unreadable ? 'primary' : 'secondary'}>
                {t(state === 'none' ? 'face.enrol' : 'face.again')}
              </ButtonLink>
              {state !== 'none' && (
                <Button look="secondary" onClick={() => setIsAsked(true)}>
                  {t('face.withdraw')}
                </Button>
              )}
            </div>
          </div>
        )}
      </QueryView>
      {isAsked && (
        <ConfirmDialog
          title={t('face.withdraw_title')}
          description={t(isByGuardian ? 'face.withdraw_text_guardian' : 'face.withdraw_text')}
          confirmLabel={t('face.withdraw_yes')}
          look="danger"
          isBusy={isPending}
          failure={error && toFailure(error)}
          onConfirm={() => mutate()}
          onClose={close}
        />
      )}
    </Card>
  );
}
