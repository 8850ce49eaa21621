import express, { type Express, type Router } from 'express';
import { accountSecurityRoutes } from '#features/account-security/account-security.routes.ts';
import { recoveryRoutes } from '#features/account-security/recovery.routes.ts';
import { attemptsRoutes } from '#features/attempts/attempts.routes.ts';
import { attendanceRoutes } from '#features/attendance/attendance.routes.ts';
import { isOlderClient } from '#features/attendance/decide-client.ts';
import { roomCodeRoutes } from '#features/attendance/room-code.routes.ts';
import { auditRoutes } from '#features/audit/audit.routes.ts';
import { calendarRoutes } from '#features/calendar/calendar.routes.ts';
import { calibrationRoutes } from '#features/calibration/calibration.routes.ts';
import { correctionsRoutes } from '#features/corrections/corrections.routes.ts';
import { coursesRoutes } from '#features/courses/courses.routes.ts';
import { consentRoutes } from '#features/enrolment/consent.routes.ts';
import { deviceKeyRoutes } from '#features/enrolment/device-keys.routes.ts';
import { enrolmentRoutes } from '#features/enrolment/enrolment.routes.ts';
import { guardiansRoutes } from '#features/guardians/guardians.routes.ts';
import { healthRoutes } from '#features/health/health.routes.ts';
import { metricsRoutes } from '#features/health/metrics.routes.ts';
import { openapiRoutes } from '#features/health/openapi.routes.ts';
import { importsRoutes } from '#features/imports/imports.routes.ts';
import { lookAlikeRoutes } from '#features/look-alikes/look-alikes.routes.ts';
import { offlineRoutes } from '#features/offline/offline.routes.ts';
import { passkeyRoutes } from '#features/passkeys/passkeys.routes.ts';
import { peopleRoutes } from '#features/people/people.routes.ts';
import { photosRoutes } from '#features/people/photos.routes.ts';
import { studentsRoutes } from '#features/people/students.routes.ts';
import { placesRoutes } from '#features/places/places.routes.ts';
import { destructionRoutes } from '#features/privacy/destruction.routes.ts';
import { exportRoutes } from '#features/privacy/export.routes.ts';
import { privacyRoutes } from '#features/privacy/privacy.routes.ts';
import { reportsRoutes } from '#features/reports/reports.routes.ts';
import { reviewRoutes } from '#features/review/review.routes.ts';
import { schoolRoutes } from '#features/school/school.routes.ts';
import { settingsRoutes } from '#features/school/settings.routes.ts';
import { schoolsRoutes } from '#features/schools/schools.routes.ts';
import { sessionStaffRoutes } from '#features/sessions/session-staff.routes.ts';
import { sessionsRoutes } from '#features/sessions/sessions.routes.ts';
import { signInRoutes } from '#features/sign-in/sign-in.routes.ts';
import { signalsRoutes } from '#features/signals/signals.routes.ts';
import { structureRoutes } from '#features/structure/structure.routes.ts';
import { timetableRoutes } from '#features/timetable/timetable.routes.ts';
import { answerErrors, answerUnknown } from '#http/answer-errors.ts';
import { authorityFile, authorityPath } from '#http/authority-file.ts';
import type { Context } from '#http/context.ts';
import { ownPagesOnly } from '#http/csrf.ts';
import { jsonBody } from '#http/json-body.ts';
import { logRequests } from '#http/log-requests.ts';
import { methodsOf } from '#http/methods.ts';
import { mountedOn } from '#http/mount.ts';
import { type AnsweredCall, provideChanges } from '#http/note-changes.ts';
import { observeRequests, type RefusedRequest } from '#http/observe-requests.ts';
import { floodLimit } from '#http/rate-limit.ts';
import { refuseOldClients } from '#http/refuse-old-clients.ts';
import { routedPath } from '#http/routed-path.ts';
import { securityHeaders } from '#http/security-headers.ts';
import { provideSignIn } from '#http/sign-in.ts';
import { modelFiles, webFiles, webPages } from '#http/static-files.ts';
import { webSession } from '#http/web-session.ts';

export type AppOptions = {
  sessionSecret: string;
  /** Secure cookies under a `__Host-` name. */
  isProduction: boolean;
  /** Reverse proxies in front of us. */
  trustProxy: number;
  /** Origins of our own pages, for browsers that do not send Sec-Fetch-Site. */
  origins: { includes(origin: string): boolean };
  /** Certificate (PEM) of the local network's authority, handed out to whoever asks. */
  authority?: string;
  /** Requests a minute and address. */
  floodLimit: number;
  /** Folder of the built web app. */
  webFolder: string;
  /** Folder of the face weights. */
  modelFolder: string;
  /** What must be writable for the product to be well. */
  dataFolder?: string;
  /** Opens `GET /metrics`. */
  metricsToken?: string;
  /** Told of every request that was answered with an error. */
  onRefused?: (refused: RefusedRequest) => void;
  /** Told of every call that may have changed something. */
  onAnswered?: (call: AnsweredCall) => void;
};

/** The whole API with the web app beside it; listens to nothing yet. */
export function createApp(context: Context, options: AppOptions): Express {
  const features = [
    signInRoutes,
    auditRoutes,
    schoolRoutes,
    settingsRoutes,
    structureRoutes,
    peopleRoutes,
    schoolsRoutes,
    studentsRoutes,
    guardiansRoutes,
    photosRoutes,
    coursesRoutes,
    placesRoutes,
    timetableRoutes,
    sessionsRoutes,
    sessionStaffRoutes,
    deviceKeyRoutes,
    enrolmentRoutes,
    calibrationRoutes,
    lookAlikeRoutes,
    consentRoutes,
    passkeyRoutes,
    accountSecurityRoutes,
    recoveryRoutes,
    attendanceRoutes,
    roomCodeRoutes,
    offlineRoutes,
    correctionsRoutes,
    reviewRoutes,
    attemptsRoutes,
    signalsRoutes,
    importsRoutes,
    reportsRoutes,
    calendarRoutes,
    privacyRoutes,
    destructionRoutes,
    exportRoutes,
  ].map((routes) => routes(context));
  const health = healthRoutes(context, options.dataFolder ?? null);
  const openapi = openapiRoutes(() => endpointsOf([...features, health, openapi]));
  const known = () => endpointsOf([...features, health, openapi]);

  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', options.trustProxy);
  app.use(
    logRequests(context.log),
    observeRequests(options.onRefused ?? (() => {})),
    // A browser told to insist on https could not read the local network's guide any more.
    ...securityHeaders(options.isProduction && !options.authority && context.publicUrl.startsWith('https:')),
    floodLimit(options.floodLimit),
  );
  app.use(health, metricsRoutes(context, options.metricsToken ?? null));
  app.use(
    '/api',
    (request, response, next) => {
      response.set('Cache-Control', 'no-store');
      // The router would answer OPTIONS by itself, and other methods as if the path were unknown.
      if (['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].includes(request.method)) return next();
      answerUnknown((path) => methodsOf(known(), `/api${path}`))(request, response, next);
    },
    refuseOldClients(isOlderClient),
    // Before what turns requests away, so that it is known whose they are.
    webSession(context.pool, context.log, options),
    ownPagesOnly(options.origins, (request) =>
      known().some(({ path, deviceKey }) => deviceKey === 'authenticates' && path === routedPath(request)),
    ),
    jsonBody(
      (request) =>
        known().find(({ bodyBytes, path }) => bodyBytes !== undefined && path === routedPath(request))?.bodyBytes,
    ),
    provideSignIn(context),
    provideChanges(options.onAnswered ?? (() => {})),
  );
  app.use(...features, openapi);
  app.use(
    '/api',
    answerUnknown((path) => methodsOf(known(), `/api${path}`)),
  );
  if (options.authority) app.get(authorityPath, authorityFile(options.authority));
  app.use('/models', modelFiles(options.modelFolder));
  app.use(webFiles(options.webFolder), webPages(options.webFolder));
  app.use(answerUnknown((path) => methodsOf(known(), path)));
  app.use(answerErrors(context));
  return app;
}

function endpointsOf(routers: readonly Router[]) {
  return routers.flatMap((router) => mountedOn(router));
}
