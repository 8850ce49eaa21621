import type { Course } from '@hadir/contract/courses.ts';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#lib/failure.ts';
import { formatList } from '#lib/format.ts';
import { queryClient } from '#lib/query-client.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextAreaField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { showToast } from '#ui/toast.tsx';
import { addStudents } from './add-students.ts';
import { ChooseClass } from './choose-class.tsx';
import { ChooseStudents } from './choose-students.tsx';
import { courseKeys } from './course-queries.ts';
import { parseEmails } from './parse-emails.ts';
import { useTexts } from './texts.ts';

const MOST_AT_ONCE = 1000;

/** Puts registered students into a course: by pasted e-mails, chosen one by one, or a class at once. */
export function AddStudentsDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTexts();
  const [way, setWay] = useState<'paste' | 'choose' | 'class'>('paste');
  const [pasted, setPasted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [inClass, setInClass] = useState({ classId: '', streamId: '', count: 0 });
  const [isBusy, setIsBusy] = useState(false);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { emails, wrong } = parseEmails(pasted);
  const count = { paste: emails.length, choose: chosen.size, class: inClass.count }[way];
  const problem =
    count > MOST_AT_ONCE && way !== 'class'
      ? t('add.tooMany')
      : way === 'paste' && wrong.length > 0
        ? t('add.wrong', { list: formatList(wrong.slice(0, 10)) })
        : undefined;

  const wanted = {
    paste: { emails },
    choose: { student_ids: [...chosen] },
    class: { class_id: inClass.classId, ...(inClass.streamId && { stream_id: inClass.streamId }) },
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || count === 0 || problem) return;
    setIsBusy(true);
    setUnknown([]);
    setFailure(null);
    const outcome = await addStudents(course.id, wanted[way]);
    setIsBusy(false);
    if (outcome.kind === 'unknown') return setUnknown(outcome.emails);
    if (outcome.kind === 'not_added') return setFailure(outcome.failure);
    void queryClient.invalidateQueries({ queryKey: courseKeys.all });
    const already = outcome.already > 0 ? ` · ${t('add.alreadyIn', { count: outcome.already })}` : '';
    showToast(t('add.added', { count: outcome.enrolled }) + already);
    onClose();
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('add.title', { code: course.code })}>
      <Form failure={failure} onSubmit={(event) => void submit(event)}>
        <Segmented
          legend={t('add.way')}
          value={way}
          onChange={setWay}
          segments={[
            { value: 'paste', label: t('add.paste') },
            { value: 'choose', label: t('add.choose') },
            { value: 'class', label: t('add.byClass') },
          ]}
        />
        {way === 'paste' && (
          <TextAreaField
            label={t('add.emails')}
            hint={`${t('add.emailsHint')}${emails.length > 0 ? ` ${t('add.found', { count: emails.length })}` : ''}`}
            error={problem}
            rows={6}
            autoCapitalize="none"
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        )}
        {way === 'choose' && (
          <ChooseStudents courseId={course.id} chosen={chosen} onChange={setChosen} onPaste={() => setWay('paste')} />
        )}
        {way === 'class' && (
          <ChooseClass chosen={inClass} onChange={(next, students) => setInClass({ ...next, count: students })} />
        )}
        {unknown.length > 0 && (
          <Notice tone="bad" isLive title={t('add.nobodyAdded')}>
            {t('add.unknown', { list: formatList(unknown) })}
          </Notice>
        )}
        <FormButtons
          submitLabel={count === 0 ? t('add.submitNone') : t('add.submit', { count })}
          isBusy={isBusy}
          isDisabled={count === 0 || problem !== undefined}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
