import type { Tx } from '#db.ts';
import type { Person } from '#generated/prisma/client.ts';
import { demonstrationClasses, demonstrationGuardians } from './demonstration-school.ts';

/** Puts the demonstration school's students into classes and streams, and writes their guardians down. */
export async function fillClasses(tx: Tx, schoolId: string, students: readonly Person[]): Promise<void> {
  const put = (numbers: string[], data: { classId: string; streamId?: string }) =>
    tx.person.updateMany({ where: { schoolId, admissionNumber: { in: numbers } }, data });
  for (const { name, level, students: numbers, streams } of demonstrationClasses) {
    const { id: classId } = await tx.schoolClass.create({ data: { schoolId, name, level } });
    await put(numbers, { classId });
    for (const { students: inStream, ...stream } of streams) {
      const { id: streamId } = await tx.stream.create({ data: { ...stream, schoolId, classId } });
      await put(inStream, { classId, streamId });
    }
  }
  for (const { of, ...guardian } of demonstrationGuardians) {
    const student = students.find(({ admissionNumber }) => admissionNumber === of);
    if (student) await tx.guardian.create({ data: { ...guardian, schoolId, studentId: student.id } });
  }
}
