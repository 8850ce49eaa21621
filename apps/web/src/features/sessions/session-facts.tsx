import type { ClassSession } from '@hadir/contract/sessions.ts';
import { BookOpen, DoorOpen, MapPin } from 'lucide-react';
import { Fragment } from 'react';
import { formatFacts } from '#lib/format.ts';
import { useTexts } from './texts.ts';

/** Course, room and place of a class session. */
export function SessionFacts({ session }: { session: ClassSession }) {
  const t = useTexts();
  const { course, room, place } = session;
  const facts = [
    { Icon: BookOpen, name: t('course'), value: formatFacts([course.code, t('section', { section: course.section })]) },
    ...(room === '' ? [] : [{ Icon: DoorOpen, name: t('room'), value: room }]),
    { Icon: MapPin, name: t('place'), value: place?.name ?? t('noPlace') },
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-2 gap-y-1 text-ink-soft">
      {facts.map(({ Icon, name, value }) => (
        <Fragment key={name}>
          <dt>
            <Icon className="mt-1 size-4" aria-hidden="true" />
            <span className="sr-only">{name}</span>
          </dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
