import * as contract from '@hadir/contract/reports.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { type Call, mount } from '#http/mount.ts';
import { fileLimit } from '#http/rate-limit.ts';
import { makeReportFile } from './make-report-file.ts';
import { reportClasses } from './report-classes.ts';
import { reportCourses } from './report-courses.ts';
import { reportDay } from './report-day.ts';
import { reportStudent } from './report-student.ts';
import { reportStudents } from './report-students.ts';
import { reportTrend } from './report-trend.ts';

export function reportsRoutes(context: Context): Router {
  const router = Router();
  const seen = ({ person, client }: Pick<Call<typeof contract.reportDay>, 'person' | 'client'>, asked: object) =>
    recordView(context, { ...person, client }, 'report.viewed', { type: 'school', id: person.schoolId }, asked);

  mount(router, contract.reportDay, async (call) => {
    const { cursor: _, ...asked } = call.query;
    const report = await reportDay(context, call.person, call.query);
    await seen(call, { report: 'daily', ...asked });
    return report;
  });

  mount(router, contract.reportStudents, async (call) => {
    const { cursor: _, ...asked } = call.query;
    const report = await reportStudents(context, call.person, call.query);
    await seen(call, { report: 'students', ...asked });
    return report;
  });

  mount(router, contract.reportCourses, async (call) => {
    const { cursor: _, ...asked } = call.query;
    const report = await reportCourses(context, call.person, call.query);
    await seen(call, { report: 'courses', ...asked });
    return report;
  });

  mount(router, contract.reportClasses, async (call) => {
    const { cursor: _, ...asked } = call.query;
    const report = await reportClasses(context, call.person, call.query);
    await seen(call, { report: 'classes', ...asked });
    return report;
  });

  mount(router, contract.reportTrend, async (call) => {
    const report = await reportTrend(context, call.person, call.query);
    await seen(call, { report: 'trend', ...call.query });
    return report;
  });

  mount(router, contract.reportStudent, async ({ person, client, params, query }) => {
    const report = await reportStudent(context, person, params.id, query);
    const { cursor: _, ...asked } = query;
    await recordView(context, { ...person, client }, 'report.viewed', { type: 'person', id: params.id }, asked);
    return report;
  });

  mount(
    router,
    contract.makeReportFile,
    async ({ person, client, body }) => makeReportFile(context, { ...person, client }, body),
    fileLimit(),
  );

  return router;
}
