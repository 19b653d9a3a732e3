import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { sql } from 'kysely';
import { auditRoutes } from './audit/audit.routes.ts';
import { feedRoutes } from './audit/feed.routes.ts';
import type { AuditKeeper } from './audit/keeper.ts';
import { allergyRoutes, medicineRoutes, problemRoutes } from './chart/chart.routes.ts';
import { clinicRoutes } from './chart/clinic.routes.ts';
import { patientRoutes } from './chart/patient.routes.ts';
import { practitionerRoutes } from './chart/practitioner.routes.ts';
import { shiftRoutes } from './chart/shift.routes.ts';
import { editorRoutes } from './finder/editor.routes.ts';
import { frameRoutes } from './frame.routes.ts';
import { cookiesToEnd } from './identity/identify.ts';
import { identityRoutes } from './identity/identity.routes.ts';
import { countRoutes, drawRoutes, stockRoutes } from './pharmacy/pharmacy.routes.ts';
import { pharmacyQuestionRoutes } from './pharmacy/questions.routes.ts';
import { chairRoutes, orderRoutes, protocolRoutes } from './plan/plan.routes.ts';
import { CannotProceed } from './platform/cannot-proceed.ts';
import { begin, limitBody, noStore, onError, sameOrigin, securityHeaders } from './platform/http.ts';
import { mayReadMetrics, timeRequests } from './platform/metrics.ts';
import { openApiOf } from './platform/openapi.ts';
import { pages } from './platform/pages.ts';
import { routes } from './platform/route.ts';
import type { Services } from './platform/services.ts';
import { careRoot } from './public/address.ts';
import { compressed } from './public/compress.ts';
import { careHeaders, isCare } from './public/headers.ts';
import { publicSite } from './public-site.ts';
import { publishedRoutes } from './registry/published.routes.ts';
import { reportRoutes } from './registry/registry.routes.ts';
import { deviceRoutes } from './session/device.routes.ts';
import { dutyRoutes } from './session/duty.routes.ts';
import { drillRoutes, emergencyRoutes } from './session/emergency.routes.ts';
import { incidentRoutes } from './session/incident.routes.ts';
import { sessionRoutes } from './session/session.routes.ts';
import { sessionPrintRoutes } from './session/session-print.routes.ts';
import { statusRoutes, waitsForStandby } from './status.routes.ts';

/** All routes of the interface, room by room. */
const interfaceRoutes = (keeper: AuditKeeper) =>
  routes()
    .route('/', frameRoutes)
    .route('/', identityRoutes)
    .route('/', clinicRoutes)
    .route('/', practitionerRoutes)
    .route('/', shiftRoutes)
    .route('/', patientRoutes)
    .route('/', allergyRoutes)
    .route('/', medicineRoutes)
    .route('/', problemRoutes)
    .route('/', protocolRoutes)
    .route('/', orderRoutes)
    .route('/', chairRoutes)
    .route('/', stockRoutes)
    .route('/', drawRoutes)
    .route('/', countRoutes)
    .route('/', pharmacyQuestionRoutes)
    .route('/', sessionRoutes)
    .route('/', dutyRoutes)
    .route('/', deviceRoutes)
    .route('/', sessionPrintRoutes)
    .route('/', emergencyRoutes)
    .route('/', drillRoutes)
    .route('/', incidentRoutes)
    .route('/', editorRoutes)
    .route('/', reportRoutes)
    .route('/', publishedRoutes)
    .route('/', auditRoutes)
    .route('/', feedRoutes)
    .route('/', statusRoutes(keeper));

/** A public page holds one style, known by its hash; the workspace writes styles as it goes. */
function headers(services: Services): MiddlewareHandler {
  const [usual, careful] = [securityHeaders(services), careHeaders(services)];
  return (c, next) => (isCare(c.req.path) ? careful(c, next) : usual(c, next));
}

/** Puts the rooms' routes together behind the same doors: headers, origin, size, identity. */
export function createApp(services: Services, keeper: AuditKeeper) {
  const app = routes();
  app.onError(onError(services));
  app.use(begin(services), timeRequests(services.metrics), headers(services), sameOrigin);
  app.use('/api/*', noStore, limitBody, async (c, next) => {
    try {
      c.set('identified', await services.identify(c.req.raw, c.var.from));
    } catch (error) {
      for (const cookie of cookiesToEnd(services, error, c.req.path)) c.header('set-cookie', cookie, { append: true });
      throw error;
    }
    await next();
  });
  app.route('/', interfaceRoutes(keeper));
  const document = JSON.stringify(openApiOf(app));
  app.get('/api/openapi.json', (c) => c.body(document, 200, { 'content-type': 'application/json' }));
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const ready = await sql`select 1`.execute(services.db.clinic).then(
      () => true,
      () => false,
    );
    const waits = waitsForStandby(services.host);
    return c.json({ ready, ...(waits === undefined ? {} : { waits }) }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(services, c.var.from, c.req.header('authorization')))
      throw new CannotProceed('not-permitted', 'Figures are for this machine, or for who holds METRICS_TOKEN.');
    return c.body(await services.metrics.metrics(), 200, { 'content-type': services.metrics.contentType });
  });
  app.all('/api/*', () => {
    throw new CannotProceed('not-found', 'There is no such address in the interface.');
  });
  if (services.config.publicSite) app.use(`${careRoot}/*`, limitBody, compressed()).route('/', publicSite());
  app.use(pages(join(import.meta.dirname, '../web/dist')));
  app.notFound((c) =>
    c.json({ reason: 'not-found', sentence: 'There is no such page.', requestId: c.var.requestId }, 404),
  );
  return app;
}
