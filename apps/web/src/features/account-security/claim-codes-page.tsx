import { issueClaimCodes } from '@hadir/contract/account-security.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { coursesQuery } from '#features/courses/course-queries.ts';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { type CallInput, callOrThrow, type Reply } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { SelectField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { ClaimSheet } from './claim-sheet.tsx';
import { useTexts } from './texts.ts';

type Input = CallInput<typeof issueClaimCodes>;

/** Slips to print for students who have no account yet. */
export default function ClaimCodesPage() {
  const t = useTexts();
  const [search] = useSearchParams();
  const student = search.get('student');
  const [sheet, setSheet] = useState<Reply<typeof issueClaimCodes> | null>(null);
  const issue = useCommand((input: Input) => callOrThrow(issueClaimCodes, input), { onDone: setSheet });
  return (
    <Page title={t('claims.title')} intro={t('claims.intro')}>
      <BackLink to="/people">{t('claims.back')}</BackLink>
      {student ? (
        <Form
          failure={issue.failure}
          onSubmit={(event) => {
            event.preventDefault();
            issue.run({ body: { student_ids: [student] } });
          }}
        >
          <Button type="submit" isBusy={issue.isBusy}>
            {t('claims.make_single')}
          </Button>
        </Form>
      ) : (
        <Card>
          <ChooseStudents issue={issue} />
        </Card>
      )}
      {sheet && <ClaimSheet sheet={sheet} />}
    </Page>
  );
}

function ChooseStudents({ issue }: { issue: ReturnType<typeof useCommand<Input, unknown>> }) {
  const t = useTexts();
  const courses = useQuery(coursesQuery);
  const classes = useQuery(classesQuery);
  const [chosen, setChosen] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const all = classes.data?.items ?? [];
  return (
    <QueryView query={courses}>
      {({ items }) =>
        items.length + all.length === 0 ? (
          <EmptyState title={t('claims.nobody_title')}>{t('claims.nobody')}</EmptyState>
        ) : (
          <Form
            failure={issue.failure}
            onSubmit={(event) => {
              event.preventDefault();
              setIsChecked(true);
              const [kind, id = ''] = chosen.split(':');
              if (id !== '') issue.run({ body: kind === 'class' ? { class_id: id } : { course_id: id } });
            }}
          >
            <SelectField
              label={t('claims.whose')}
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
              error={isChecked && chosen === '' ? t('claims.need_choice') : undefined}
            >
              <option value="">{t('claims.choose')}</option>
              <optgroup label={t('claims.classes')}>
                {all.map(({ id, name }) => (
                  <option key={id} value={`class:${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t('claims.courses')}>
                {items.map(({ id, code, title, section }) => (
                  <option key={id} value={`course:${id}`}>
                    {code} · {title} · {section}
                  </option>
                ))}
              </optgroup>
            </SelectField>
            <p className="text-sm text-ink-soft">{t('claims.earlier')}</p>
            <Button type="submit" isBusy={issue.isBusy}>
              {t('claims.make')}
            </Button>
          </Form>
        )
      }
    </QueryView>
  );
}
