import { type School, updateSchool } from '@hadir/contract/school.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { TextAreaField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { fillPolicyForm, makesNewVersion, PolicyForm, readPolicyForm } from './policy-form.ts';
import { schoolQuery } from './school-queries.ts';
import { useTexts } from './texts.ts';

/** Who consents, to which words, and how long faces are kept. */
export function SchoolPolicies({ school }: { school: School }) {
  const t = useTexts();
  const { register, handleSubmit, formState, reset, control } = useForm<PolicyForm>({
    resolver: zodResolver(PolicyForm),
    defaultValues: fillPolicyForm(school),
  });
  const { errors } = formState;
  const form = useWatch({ control, compute: (values: PolicyForm) => values });
  const save = useCommand((given: PolicyForm) => callOrThrow(updateSchool, { body: readPolicyForm(given) }), {
    refresh: [schoolQuery.queryKey],
    onDone: (saved) => {
      reset(fillPolicyForm(saved));
      showToast(t('policies.saved'));
    },
  });
  return (
    <Card title={t('policies.heading')}>
      {school.retention_published_at === null && <Unpublished />}
      <Form failure={save.failure} onSubmit={handleSubmit((given) => save.run(given))}>
        <ChoiceField
          legend={t('policies.who')}
          choices={[
            { value: 'self', label: t('policies.self') },
            { value: 'guardian', label: t('policies.guardian') },
          ]}
          {...register('consentPolicy')}
        />
        <TextAreaField
          label={t('policies.consent')}
          hint={t('policies.consentHint')}
          error={errors.consentText?.message}
          rows={8}
          {...register('consentText')}
        />
        {makesNewVersion(form, school) && (
          <Notice tone="warn" isLive title={t('policies.versionTitle')}>
            {t('policies.version')}
          </Notice>
        )}
        <TextAreaField
          label={t('policies.retention')}
          hint={
            school.retention_published_at === null
              ? t('policies.retentionHint')
              : t('policies.publishedHint', { date: formatDayTime(school.retention_published_at, school.time_zone) })
          }
          error={errors.retention?.message}
          rows={6}
          {...register('retention')}
        />
        <Button type="submit" isBusy={save.isBusy} className="w-full sm:w-auto">
          {t('policies.save')}
        </Button>
      </Form>
    </Card>
  );
}

/** Until somebody says that the texts stand, nobody can enrol. */
function Unpublished() {
  const t = useTexts();
  const publish = useCommand(() => callOrThrow(updateSchool, { body: { publish_policies: true } }), {
    refresh: [schoolQuery.queryKey],
    onDone: () => showToast(t('policies.publishedToast')),
  });
  return (
    <div className="mb-4 space-y-3">
      <Notice
        tone="warn"
        title={t('policies.unpublishedTitle')}
        actions={
          <Button isBusy={publish.isBusy} onClick={() => publish.run(undefined)}>
            {t('policies.publish')}
          </Button>
        }
      >
        {t('policies.unpublished')}
      </Notice>
      {publish.failure && <FailureNotice failure={publish.failure} />}
    </div>
  );
}
