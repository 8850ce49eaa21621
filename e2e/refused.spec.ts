import { deleteEnrollment } from '@hadir/contract/courses.ts';
import { expect } from '@playwright/test';
import type { Clip } from './clips.ts';
import { test } from './journey.ts';
import { expectAttempts, expectResult, findOnRoster, listenToAnswers, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { CAMPUS, ELSEWHERE } from './school.ts';

const graceAtMark: Clip = { kind: 'person', photograph: photographs.a.atMark };

test.beforeEach(({ quiet }) => quiet.expect(400, '/api/session_attendance/mark'));

const pictures = [
  {
    name: "another student's face",
    clip: { kind: 'person', photograph: photographs.b.atMark },
    reason: 'Face mismatch',
    told: 'If it keeps failing, use the room code or tell your teacher.',
  },
  {
    name: 'a still picture of the right face',
    clip: { kind: 'still', photograph: photographs.a.atMark },
    reason: 'Face mismatch',
    told: 'If it keeps failing, use the room code or tell your teacher.',
  },
  {
    name: 'two faces',
    clip: { kind: 'two', photographs: [photographs.a.atMark, photographs.b.atMark] },
    reason: 'No face',
    told: 'be alone in front of the camera',
  },
  { name: 'no face', clip: { kind: 'empty_room' }, reason: 'No face', told: 'No face was seen by the camera.' },
] as const;

for (const { name, clip, reason, told } of pictures) {
  test(`${name} is refused and kept`, async ({ grace, camera, classroom, openSession }) => {
    const session = await openSession(`Lesson with ${name}`);
    const answers = listenToAnswers(grace.page);
    await camera.show(clip);
    await startMarking(grace.page, session.title);
    await expectResult(grace.page, 'The face was not accepted');
    await expect(grace.page.getByText(told)).toBeVisible();
    await checkScreen(grace.page);
    await expectAttempts(classroom.admin, session.id, [reason]);
    expect((await findOnRoster(classroom.teacher, session.id, grace.name)).record).toBeNull();
    // No figure, no name, no hint which of the two it was.
    expect(answers.map((answer) => JSON.parse(answer))).toEqual([
      { success: false, code: 'face_not_accepted', message: expect.stringMatching(/^\D+$/), next: 'better_picture' },
    ]);
  });
}

test('a mark from outside of the geofence is refused and kept', async ({ grace, camera, classroom, openSession }) => {
  const session = await openSession('Lesson on the campus');
  await camera.show(graceAtMark);
  await grace.page.context().setGeolocation({ ...ELSEWHERE, accuracy: 12 });
  await startMarking(grace.page, session.title);
  await expectResult(grace.page, 'You seem to be outside');
  await checkScreen(grace.page);
  await expectAttempts(classroom.admin, session.id, ['Outside campus']);

  await grace.page.context().setGeolocation({ ...CAMPUS, accuracy: 12 });
  await grace.page.getByRole('button', { name: 'Try again' }).click();
  await expectResult(grace.page, 'You are marked present');
  await expectAttempts(classroom.admin, session.id, ['Accepted', 'Outside campus']);
});

test('a session that closes meanwhile takes no mark', async ({ grace, camera, classroom, openSession }) => {
  const session = await openSession('Lesson that ends early');
  await camera.show(graceAtMark);
  const challenged = grace.page.waitForResponse('**/api/session_attendance/challenge');
  await startMarking(grace.page, session.title);
  await challenged;
  await classroom.closeSession(session.id);
  await expectResult(grace.page, 'This class is closed');
  await checkScreen(grace.page);
  await expectAttempts(classroom.admin, session.id, ['Session inactive']);
});

test('a student who is not in the course any more is refused and kept', async ({
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  quiet.expect(403, '/api/session_attendance/mark');
  const session = await openSession('Lesson of another course');
  await camera.show(graceAtMark);
  const challenged = grace.page.waitForResponse('**/api/session_attendance/challenge');
  await startMarking(grace.page, session.title);
  await challenged;
  const student_id = await classroom.findPerson(grace.name);
  await classroom.teacher(deleteEnrollment, { params: { id: classroom.courseId, student_id } });
  await expectResult(grace.page, 'You are not in this course');
  await checkScreen(grace.page);
  await classroom.enrol(grace.email);
  await expectAttempts(classroom.admin, session.id, ['Not enrolled']);
});
