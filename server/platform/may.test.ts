import { describe, expect, test } from 'vitest';
import { type Action, type Actor, fitTogether, may, type Role, roles, rules, type Subject } from './may.ts';

/**
 * Who may do what, written by hand and held against the table that decides. Columns are the roles alone, in this order:
 *
 *   O owner  M medical director  P prescriber  N nurse  F front desk  C compliance  A auditor  p patient  i integration
 *
 * A letter is yes, a dot is no; "again" asks to confirm who one is just before; "chart" asks how one stands to a
 * restricted chart; "team" the same, and the glass is enough for a medical director only; "other" is never allowed on
 * oneself, "alone" only where nobody else leads the clinic.
 */
const expected = `
  me.read                 OMPNFCApi
  me.security             OMPNFCApi again
  clinic.read             OMPNFCApi
  clinic.update           OM....... again
  clinic.status           OM...CA..
  backup.run              O........ again
  audit.read              .M...CA..
  live.read               OMPNFCA..
  practitioner.read       OMPNFCA..
  practitioner.write      OM.......
  practitioner.roles      OM....... again alone
  practitioner.deactivate OM....... again other
  licence.write           OM...C...
  invitation.read         OM...CA..
  invitation.write        OM....... again
  recovery.read           OM...C...
  recovery.ask            OM...C... other
  recovery.approve        OM...C... again other
  station.read            OMPN.CA..
  station.write           OM....... again
  patient.read            OMPNFCAp.
  patient.register        OMPNF....
  patient.update          OMPNF....
  patient.restrict        .M...C... again chart
  chart.read              .MPN.CAp. chart
  chart.write             .MPN..... chart
  chart.access            OM...CA..
  protocol.read           OMPN.CA..
  protocol.sign           .M....... again
  order.read              .MPN.CA.. chart
  order.sign              .MP...... again chart
  order.end               .MP...... chart
  chair.read              OMPNFCA..
  chair.write             OM.......
  device.read             OMPN.CA..
  device.name             OM.......
  session.read            .MPN.CA.. chart
  session.open            .MPN..... chart
  session.second          .MPN..... again chart
  session.write           .MPN..... chart
  session.sign            .MPN..... again chart
  emergency.read          OMPN.CA..
  emergency.sign          .M....... again
  drill.write             .MPN.C...
  kit.check               .MPN.....
  follow-up.write         OMPN.C...
  incident.read           .MPN.CA.. chart
  incident.write          .MPN.C... chart
  incident.review         .M...C... again chart
  shift.write             OMPNFC...
  ladder.read             OMPN.CA..
  ladder.sign             .M....... again
  sound.write             .MPN.....
  stock.read              OMPN.CA..
  register.read           .M...CA..
  stock.setup             OMPN.....
  stock.receive           .MPN.....
  stock.draw              .MPN..... chart
  stock.waste             .MPN.....
  stock.witness           .MPN..... again
  stock.count             .MPN.....
  stock.adjust            .MP...... again
  stock.settle            .M...C... again
  report.preview          OM...C...
  report.release          .M....... again
  report.withdraw         .M....... again
  care-team.write         .MPN..... chart team
  break-glass.open        .MPN.....
  break-glass.read        .M...CA..
  break-glass.review      .M...C... again other
  center.read             OM...CA..
  center.edit             O....C...
  center.remove           O....C... again
  center.own              O........ again
`;

const letters = 'OMPNFCApi';
const matrix = expected
  .trim()
  .split('\n')
  .map((row) => {
    const [action = '', cells = '', ...asks] = row.trim().split(/\s+/);
    return { action: action as Action, cells, asks };
  });

const here = '0199a0b2-0000-7000-8000-0000000000aa';
const there = '0199a0b2-0000-7000-8000-0000000000bb';
const me = '0199a0b2-0000-7000-8000-000000000001';
const patientId = '0199a0b2-0000-7000-8000-000000000002';

const actor = (held: readonly Role[], more: Partial<Actor> = {}): Actor => ({
  kind: held.includes('patient') ? 'patient' : held.includes('integration') ? 'integration' : 'staff',
  accountId: me,
  clinicId: here,
  ...(held.includes('patient') ? { patientId } : { practitionerId: me }),
  roles: held,
  method: 'passkey',
  steppedUp: true,
  ...more,
});
const chart = (more: Partial<NonNullable<Subject['patient']>> = {}): Subject => ({
  clinicId: here,
  patient: { id: patientId, restricted: false, onCareTeam: false, glassOpen: false, ...more },
});
const restricted = chart({ restricted: true });
const yes = { allowed: true };
const no = (reason: string) => ({ allowed: false, reason });

test('every action of the table stands in the matrix, once, and no other', () => {
  expect(matrix.map((row) => row.action).sort()).toEqual(Object.keys(rules).sort());
});

describe('every action for every role', () => {
  for (const { action, cells } of matrix)
    test(`${action}: ${cells}`, () => {
      expect(cells).toHaveLength(roles.length);
      for (const [at, role] of roles.entries()) {
        const wanted = cells[at] === letters[at];
        expect(wanted || cells[at] === '.', `"${cells[at]}" is the letter of no role or of another`).toBe(true);
        const answer = may(actor([role]), action, { clinicId: here });
        expect(answer, `${role} ${action}`).toEqual(wanted ? yes : no('not-permitted'));
      }
    });
});

test('nobody without a role may do anything; the system of the clinic may do all', () => {
  for (const { action } of matrix) {
    expect(may(actor([]), action, { clinicId: here }), action).toEqual(no('not-permitted'));
    expect(may(actor([], { kind: 'system' }), action, restricted), action).toEqual(yes);
  }
});

test('roles add up: two together may what either may, and nothing is taken away', () => {
  for (const { action } of matrix)
    for (const one of roles.slice(0, 7))
      for (const other of roles.slice(0, 7)) {
        const either = [one, other].some((role) => may(actor([role]), action, { clinicId: here }).allowed);
        expect(may(actor([one, other]), action, { clinicId: here }).allowed, `${one}+${other} ${action}`).toBe(either);
      }
});

describe('another clinic', () => {
  test('what belongs to another clinic does not exist, for every role and every action, the system included', () => {
    for (const { action } of matrix)
      for (const role of roles) {
        const subject = { ...chart({ restricted: true, onCareTeam: true }), clinicId: there };
        expect(may(actor([role]), action, subject), `${role} ${action}`).toEqual(no('not-found'));
        expect(may(actor([role], { steppedUp: false }), action, { clinicId: there })).toEqual(no('not-found'));
      }
    for (const { action } of matrix)
      expect(may(actor([], { kind: 'system' }), action, { clinicId: there }), action).toEqual(no('not-found'));
  });
});

describe('confirming who one is, just before', () => {
  for (const { action, cells, asks } of matrix)
    test(`${action} ${asks.includes('again') ? 'asks for it' : 'does not ask'}`, () => {
      for (const [at, role] of roles.entries()) {
        if (cells[at] === '.') continue;
        expect(may(actor([role], { steppedUp: false }), action, { clinicId: here }), role).toEqual(
          asks.includes('again') ? no('step-up-needed') : yes,
        );
      }
    });

  test('someone who may not is told so, and not asked to confirm first', () => {
    expect(may(actor(['nurse'], { steppedUp: false }), 'backup.run', { clinicId: here })).toEqual(no('not-permitted'));
  });
});

describe('nobody approves for themself', () => {
  for (const { action, cells, asks } of matrix)
    test(`${action} ${asks.includes('other') || asks.includes('alone') ? 'is for another person only' : 'makes no difference'}`, () => {
      const [never, alone] = [asks.includes('other'), asks.includes('alone')];
      for (const [at, role] of roles.entries()) {
        if (cells[at] === '.' || role === 'patient') continue;
        const self = { clinicId: here, practitionerId: me };
        expect(may(actor([role]), action, self), role).toEqual(never || alone ? no('not-permitted') : yes);
        const nobodyElse = may(actor([role]), action, { ...self, leadsAlone: true });
        expect(nobodyElse, role).toEqual(never ? no('not-permitted') : yes);
        expect(may(actor([role]), action, { clinicId: here, practitionerId: patientId }), role).toEqual(yes);
      }
    });
});

describe('restricted charts', () => {
  for (const { action, cells, asks } of matrix)
    test(`${action} ${asks.includes('chart') ? 'opens to the care team, or after breaking the glass' : 'does not ask'}`, () => {
      for (const [at, role] of roles.entries()) {
        if (cells[at] === '.') continue;
        const oversees = role === 'compliance' || role === 'auditor' || role === 'patient';
        const asked = asks.includes('chart') && !oversees;
        expect(may(actor([role]), action, restricted), role).toEqual(asked ? no('break-glass-needed') : yes);
        expect(may(actor([role]), action, chart({ restricted: true, onCareTeam: true })), role).toEqual(yes);
        const glass = asks.includes('team') && role !== 'medical-director' ? no('care-team-needed') : yes;
        expect(may(actor([role]), action, chart({ restricted: true, glassOpen: true })), role).toEqual(glass);
        expect(may(actor([role]), action, chart()), role).toEqual(yes);
      }
    });

  test('an overseer who also treats reads as overseer, and still may not write without the team or the glass', () => {
    const both = actor(['compliance', 'nurse']);
    expect(may(both, 'chart.read', restricted)).toEqual(yes);
    expect(may(both, 'chart.write', restricted)).toEqual(no('break-glass-needed'));
  });

  test('someone without any right to charts is told so, and not offered to break the glass', () => {
    for (const role of ['owner', 'front-desk', 'integration'] as const)
      expect(may(actor([role]), 'chart.read', restricted), role).toEqual(no('not-permitted'));
  });
});

describe('roles that one person may hold together', () => {
  test('are one or more; who audits holds no other', () => {
    for (const held of [
      ['owner'],
      ['auditor'],
      ['owner', 'medical-director', 'nurse'],
      ['auditor', 'auditor'],
    ] as const)
      expect(fitTogether(held), held.join()).toBe(true);
    for (const held of [[], ['auditor', 'nurse'], ['compliance', 'auditor'], ['auditor', 'owner', 'nurse']] as const)
      expect(fitTogether(held), held.join()).toBe(false);
  });
});

describe('patients', () => {
  const patient = actor(['patient']);
  const someone = {
    ...chart(),
    patient: { ...chart().patient, id: me, restricted: false, onCareTeam: false, glassOpen: false },
  };
  test('see themself, restricted or not, and to them nobody else exists', () => {
    for (const action of ['patient.read', 'chart.read'] as const) {
      expect(may(patient, action, chart())).toEqual(yes);
      expect(may(patient, action, restricted)).toEqual(yes);
      expect(may(patient, action, someone)).toEqual(no('not-found'));
      expect(may(actor(['patient'], { patientId: me }), action, chart())).toEqual(no('not-found'));
    }
  });

  test('a patient whose record is not known sees nobody', () => {
    const { patientId: _gone, ...unknown } = actor(['patient']);
    expect(may(unknown, 'chart.read', chart())).toEqual(no('not-found'));
  });

  test('someone on the staff who is also a patient sees others as staff do', () => {
    expect(may(actor(['nurse', 'patient']), 'chart.read', someone)).toEqual(yes);
  });
});

describe('the auditor', () => {
  test('only ever reads: of what is allowed to an auditor alone, nothing changes anything but their own way in', () => {
    const allowed = matrix.filter(({ action }) => may(actor(['auditor']), action, { clinicId: here }).allowed);
    const changing = allowed
      .map(({ action }) => action)
      .filter((action) => !['read', 'status', 'access'].includes(action.split('.')[1] ?? ''));
    expect(changing).toEqual(['me.security']);
  });

  test('reads the audit trail and every chart, restricted or not, with no care team and no glass', () => {
    expect(may(actor(['auditor']), 'audit.read', { clinicId: here })).toEqual(yes);
    expect(may(actor(['auditor']), 'chart.read', restricted)).toEqual(yes);
  });
});
