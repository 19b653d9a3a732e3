import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Gate } from '#web/gate.tsx';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { Broken, NotThere } from '#web/ui/broken.tsx';

/** All addresses, by room. Each page is loaded when it is first opened. */
const root = createRootRoute({ component: Gate, notFoundComponent: NotThere });
const in_ = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({ ...in_('/'), component: Home });

/** The first page is the first room that this person works in: who treats begins at the chairs. */
function Home() {
  const me = useMe();
  if (maySee(me, 'session.write')) return <Navigate to="/floor" replace />;
  return <Navigate to={maySee(me, 'patient.read') ? '/patients' : '/account'} replace />;
}

// Before anybody is signed in.
const forgotten = createRoute({
  ...in_('/forgotten'),
  component: lazyRouteComponent(() => import('#web/identity/forgotten.screen.tsx'), 'ForgottenScreen'),
});
const recovery = createRoute({
  ...in_('/recovery'),
  component: lazyRouteComponent(() => import('#web/identity/recovery.screen.tsx'), 'RecoveryScreen'),
});
const newFactor = createRoute({
  ...in_('/recovery/second-factor'),
  component: lazyRouteComponent(() => import('#web/identity/new-factor.screen.tsx'), 'NewFactorScreen'),
});
const invitation = createRoute({
  ...in_('/invitation'),
  component: lazyRouteComponent(() => import('#web/identity/invitation.screen.tsx'), 'InvitationScreen'),
});
const station = createRoute({
  ...in_('/station'),
  component: lazyRouteComponent(() => import('#web/identity/station-enrol.screen.tsx'), 'StationEnrolScreen'),
});

// Patients and charts.
const patients = createRoute({
  ...in_('/patients'),
  component: lazyRouteComponent(() => import('#web/chart/patients.screen.tsx'), 'PatientsScreen'),
});
const newPatient = createRoute({
  ...in_('/patients/new'),
  component: lazyRouteComponent(() => import('#web/chart/new-patient.screen.tsx'), 'NewPatientScreen'),
});
const chart = createRoute({
  ...in_('/patients/$id'),
  component: lazyRouteComponent(() => import('#web/chart/chart-frame.tsx'), 'ChartFrame'),
});
const chartPage = createRoute({
  getParentRoute: () => chart,
  path: '/',
  component: lazyRouteComponent(() => import('#web/chart/chart.screen.tsx'), 'ChartScreen'),
});
const history = createRoute({
  getParentRoute: () => chart,
  path: '/history',
  component: lazyRouteComponent(() => import('#web/chart/history.screen.tsx'), 'HistoryScreen'),
});
const pastSessions = createRoute({
  getParentRoute: () => chart,
  path: '/sessions',
  component: lazyRouteComponent(() => import('#web/session/past.screen.tsx'), 'PastSessionsScreen'),
});
const access = createRoute({
  getParentRoute: () => chart,
  path: '/access',
  component: lazyRouteComponent(() => import('#web/chart/access.screen.tsx'), 'AccessScreen'),
});

// The floor and its sessions. What is being done is in the address, so that going back and loading again keep it.
const floor = createRoute({
  ...in_('/floor'),
  component: lazyRouteComponent(() => import('#web/session/floor.screen.tsx'), 'FloorScreen'),
});
const wall = createRoute({
  ...in_('/floor/wall'),
  component: lazyRouteComponent(() => import('#web/session/wall.screen.tsx'), 'WallScreen'),
});
const handover = createRoute({
  ...in_('/floor/handover'),
  component: lazyRouteComponent(() => import('#web/session/handover.screen.tsx'), 'HandoverScreen'),
});
const floorDowntime = createRoute({
  ...in_('/floor/downtime'),
  component: lazyRouteComponent(() => import('#web/session/downtime.screen.tsx'), 'FloorDowntimeScreen'),
});
const downtime = createRoute({
  ...in_('/sessions/$id/downtime'),
  component: lazyRouteComponent(() => import('#web/session/downtime.screen.tsx'), 'DowntimeScreen'),
});
const transfer = createRoute({
  ...in_('/sessions/$id/transfer'),
  component: lazyRouteComponent(() => import('#web/session/transfer.screen.tsx'), 'TransferScreen'),
});
const group = createRoute({
  ...in_('/groups/$id'),
  validateSearch: ({ round }: Record<string, unknown>): { round?: boolean } => (round === true ? { round } : {}),
  component: lazyRouteComponent(() => import('#web/session/group.screen.tsx'), 'GroupScreen'),
});
const session = createRoute({
  ...in_('/sessions/$id'),
  validateSearch: ({ act }: Record<string, unknown>): { act?: string } => (typeof act === 'string' ? { act } : {}),
  component: lazyRouteComponent(() => import('#web/session/session.screen.tsx'), 'SessionScreen'),
});

const devices = createRoute({
  ...in_('/devices'),
  component: lazyRouteComponent(() => import('#web/session/devices.screen.tsx'), 'DevicesScreen'),
});

// Protocols, orders, chairs.
const protocols = createRoute({
  ...in_('/plan/protocols'),
  component: lazyRouteComponent(() => import('#web/plan/protocols.screen.tsx'), 'ProtocolsScreen'),
});
const signProtocol = createRoute({
  ...in_('/plan/protocols/sign'),
  validateSearch: ({ template }: Record<string, unknown>): { template?: string } =>
    typeof template === 'string' ? { template } : {},
  component: lazyRouteComponent(() => import('#web/protocols.tsx'), 'SignProtocolPage'),
});
const protocol = createRoute({
  ...in_('/plan/protocols/$id'),
  component: lazyRouteComponent(() => import('#web/protocols.tsx'), 'ProtocolPage'),
});
const orders = createRoute({
  getParentRoute: () => chart,
  path: '/orders',
  component: lazyRouteComponent(() => import('#web/plan/orders.screen.tsx'), 'OrdersScreen'),
});
const newOrder = createRoute({
  getParentRoute: () => chart,
  path: '/orders/new',
  validateSearch: ({ replaces }: Record<string, unknown>): { replaces?: string } =>
    typeof replaces === 'string' ? { replaces } : {},
  component: lazyRouteComponent(() => import('#web/plan/new-order.screen.tsx'), 'NewOrderScreen'),
});

// The pharmacy: every container, and what became of every drop.
const pharmacySection = createRoute({
  getParentRoute: () => root,
  id: 'pharmacy-section',
  component: lazyRouteComponent(() => import('#web/pharmacy/section.tsx'), 'PharmacySection'),
});
const stock = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy',
  component: lazyRouteComponent(() => import('#web/pharmacy/stock.screen.tsx'), 'StockScreen'),
});
const receive = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/receive',
  component: lazyRouteComponent(() => import('#web/pharmacy/receive.screen.tsx'), 'ReceiveScreen'),
});
const counts = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/counts',
  component: lazyRouteComponent(() => import('#web/pharmacy/counts.screen.tsx'), 'CountsScreen'),
});
const secondPerson = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/second',
  component: lazyRouteComponent(() => import('#web/pharmacy/second.screen.tsx'), 'SecondScreen'),
});
const discrepancies = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/discrepancies',
  component: lazyRouteComponent(() => import('#web/pharmacy/discrepancies.screen.tsx'), 'DiscrepanciesScreen'),
});
const register = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/register',
  component: lazyRouteComponent(() => import('#web/pharmacy/register.screen.tsx'), 'RegisterScreen'),
});
const destroy = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/destroy',
  component: lazyRouteComponent(() => import('#web/pharmacy/destroy.screen.tsx'), 'DestroyScreen'),
});
const form41 = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/disposals/$id/form-41',
  component: lazyRouteComponent(() => import('#web/pharmacy/form-41.screen.tsx'), 'Form41Screen'),
});
const form106 = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/discrepancies/$id/form-106',
  component: lazyRouteComponent(() => import('#web/pharmacy/form-106.screen.tsx'), 'Form106Screen'),
});
const products = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/products',
  component: lazyRouteComponent(() => import('#web/pharmacy/products.screen.tsx'), 'ProductsScreen'),
});
const container = createRoute({
  getParentRoute: () => pharmacySection,
  path: '/pharmacy/containers/$id',
  component: lazyRouteComponent(() => import('#web/pharmacy/container.screen.tsx'), 'ContainerScreen'),
});

// Emergencies: what happened, what is practised, what is signed.
const emergenciesSection = createRoute({
  getParentRoute: () => root,
  id: 'emergencies-section',
  component: lazyRouteComponent(() => import('#web/session/emergencies-section.tsx'), 'EmergenciesSection'),
});
const incidents = createRoute({
  getParentRoute: () => emergenciesSection,
  path: '/emergencies',
  component: lazyRouteComponent(() => import('#web/session/incidents.screen.tsx'), 'IncidentsScreen'),
});
const followUps = createRoute({
  getParentRoute: () => emergenciesSection,
  path: '/emergencies/follow-ups',
  component: lazyRouteComponent(() => import('#web/session/follow-ups.screen.tsx'), 'FollowUpsScreen'),
});
const drills = createRoute({
  getParentRoute: () => emergenciesSection,
  path: '/emergencies/drills',
  component: lazyRouteComponent(() => import('#web/session/drills.screen.tsx'), 'DrillsScreen'),
});
const kit = createRoute({
  getParentRoute: () => emergenciesSection,
  path: '/emergencies/kit',
  component: lazyRouteComponent(() => import('#web/session/kit.screen.tsx'), 'KitScreen'),
});
const doses = createRoute({
  getParentRoute: () => emergenciesSection,
  path: '/emergencies/doses',
  component: lazyRouteComponent(() => import('#web/session/doses.screen.tsx'), 'DosesScreen'),
});
const signDoses = createRoute({
  ...in_('/emergencies/doses/sign'),
  component: lazyRouteComponent(() => import('#web/session/sign-doses.screen.tsx'), 'SignDosesScreen'),
});
const drill = createRoute({
  ...in_('/emergencies/drills/$id'),
  component: lazyRouteComponent(() => import('#web/session/drill.screen.tsx'), 'DrillScreen'),
});
const textIn = (value: unknown) => (typeof value === 'string' ? value : undefined);
const newIncident = createRoute({
  ...in_('/emergencies/new'),
  validateSearch: (search: Record<string, unknown>): { session?: string; emergency?: string; card?: string } => {
    const [session, emergency, card] = [textIn(search.session), textIn(search.emergency), textIn(search.card)];
    return {
      ...(session === undefined ? {} : { session }),
      ...(emergency === undefined ? {} : { emergency }),
      ...(card === undefined ? {} : { card }),
    };
  },
  component: lazyRouteComponent(() => import('#web/session/new-incident.screen.tsx'), 'NewIncidentScreen'),
});
const incident = createRoute({
  ...in_('/emergencies/incidents/$id'),
  component: lazyRouteComponent(() => import('#web/session/incident.screen.tsx'), 'IncidentScreen'),
});

// Staff.
const staffSection = createRoute({
  getParentRoute: () => root,
  id: 'staff-section',
  component: lazyRouteComponent(() => import('#web/clinic/section.tsx'), 'StaffSection'),
});
const staff = createRoute({
  getParentRoute: () => staffSection,
  path: '/staff',
  component: lazyRouteComponent(() => import('#web/clinic/staff.screen.tsx'), 'StaffScreen'),
});
const invitations = createRoute({
  getParentRoute: () => staffSection,
  path: '/staff/invitations',
  component: lazyRouteComponent(() => import('#web/clinic/invitations.screen.tsx'), 'InvitationsScreen'),
});
const resets = createRoute({
  getParentRoute: () => staffSection,
  path: '/staff/resets',
  component: lazyRouteComponent(() => import('#web/clinic/resets.screen.tsx'), 'ResetsScreen'),
});
const person = createRoute({
  ...in_('/staff/$id'),
  component: lazyRouteComponent(() => import('#web/clinic/person.screen.tsx'), 'PersonScreen'),
});

// The clinic.
const clinicSection = createRoute({
  getParentRoute: () => root,
  id: 'clinic-section',
  component: lazyRouteComponent(() => import('#web/clinic/section.tsx'), 'ClinicSection'),
});
const status = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic',
  component: lazyRouteComponent(() => import('#web/clinic/status.screen.tsx'), 'StatusScreen'),
});
const settings = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/settings',
  component: lazyRouteComponent(() => import('#web/clinic/settings.screen.tsx'), 'SettingsScreen'),
});
const stations = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/stations',
  component: lazyRouteComponent(() => import('#web/clinic/stations.screen.tsx'), 'StationsScreen'),
});
const chairs = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/chairs',
  component: lazyRouteComponent(() => import('#web/plan/chairs.screen.tsx'), 'ChairsScreen'),
});
const ladder = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/ladder',
  component: lazyRouteComponent(() => import('#web/session/ladder.screen.tsx'), 'LadderScreen'),
});
const openedInNeed = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/opened-in-need',
  component: lazyRouteComponent(() => import('#web/clinic/opened-in-need.screen.tsx'), 'OpenedInNeedScreen'),
});

const reports = createRoute({
  getParentRoute: () => clinicSection,
  path: '/clinic/reports',
  component: lazyRouteComponent(() => import('#web/registry/reports.screen.tsx'), 'ReportsScreen'),
});
const reportPreview = createRoute({
  ...in_('/clinic/reports/$from'),
  component: lazyRouteComponent(() => import('#web/registry/preview.screen.tsx'), 'PreviewScreen'),
});

type AuditSearch = { patient?: string; by?: string; action?: string; from?: string; to?: string };

const auditSearch = ({ patient, by, action, from, to }: Record<string, unknown>): AuditSearch => ({
  ...(typeof patient === 'string' ? { patient } : {}),
  ...(typeof by === 'string' ? { by } : {}),
  ...(typeof action === 'string' ? { action } : {}),
  ...(typeof from === 'string' ? { from } : {}),
  ...(typeof to === 'string' ? { to } : {}),
});

// The public directory, from behind.
const directorySection = createRoute({
  getParentRoute: () => root,
  id: 'directory-section',
  component: lazyRouteComponent(() => import('#web/finder/section.tsx'), 'DirectorySection'),
});
const messages = createRoute({
  getParentRoute: () => directorySection,
  path: '/directory',
  component: lazyRouteComponent(() => import('#web/finder/requests.screen.tsx'), 'RequestsScreen'),
});
const proposals = createRoute({
  getParentRoute: () => directorySection,
  path: '/directory/waiting',
  component: lazyRouteComponent(() => import('#web/finder/proposals.screen.tsx'), 'ProposalsScreen'),
});
const reviews = createRoute({
  getParentRoute: () => directorySection,
  path: '/directory/reviews',
  component: lazyRouteComponent(() => import('#web/finder/reviews.screen.tsx'), 'ReviewsScreen'),
});
const centers = createRoute({
  getParentRoute: () => directorySection,
  path: '/directory/centers',
  component: lazyRouteComponent(() => import('#web/finder/centers.screen.tsx'), 'CentersScreen'),
});
const center = createRoute({
  ...in_('/directory/centers/$id'),
  component: lazyRouteComponent(() => import('#web/finder/center.screen.tsx'), 'CenterScreen'),
});

// The trail, the person, the device.
const audit = createRoute({
  ...in_('/audit'),
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('#web/clinic/audit.screen.tsx'), 'AuditScreen'),
});
const account = createRoute({
  ...in_('/account'),
  component: lazyRouteComponent(() => import('#web/identity/account.screen.tsx'), 'AccountScreen'),
});
const device = createRoute({
  ...in_('/device'),
  component: lazyRouteComponent(() => import('#web/offline/device.screen.tsx'), 'DeviceScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    forgotten,
    recovery,
    newFactor,
    invitation,
    station,
    patients,
    newPatient,
    floor,
    wall,
    handover,
    floorDowntime,
    downtime,
    devices,
    transfer,
    session,
    group,
    chart.addChildren([chartPage, orders, newOrder, pastSessions, history, access]),
    protocols,
    signProtocol,
    protocol,
    pharmacySection.addChildren([
      ...[stock, receive, counts, secondPerson, discrepancies, register, products, container],
      ...[destroy, form41, form106],
    ]),
    emergenciesSection.addChildren([incidents, followUps, drills, kit, doses]),
    signDoses,
    drill,
    newIncident,
    incident,
    staffSection.addChildren([staff, invitations, resets]),
    person,
    clinicSection.addChildren([status, settings, stations, ladder, chairs, openedInNeed, reports]),
    reportPreview,
    directorySection.addChildren([messages, proposals, reviews, centers]),
    center,
    audit,
    account,
    device,
  ]),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
  scrollToTopSelectors: ['#page'],
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
