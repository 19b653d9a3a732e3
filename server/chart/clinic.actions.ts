import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { refuseStale } from './chart-access.ts';
import { type ClinicSettings, changeClinic, findClinic, findClinicToChange } from './clinic.queries.ts';

export const readClinic = (ctx: Context) => inClinic(ctx, findClinic);

/** Name, place, clock and idle lock of the clinic. */
export const updateClinic = (ctx: Context, version: number, set: ClinicSettings) =>
  inClinic(ctx, async (tx) => {
    const current = await findClinicToChange(tx);
    await refuseStale(tx, version, { kind: 'clinic', id: current.clinicId, version: current.version }, current);
    await changeClinic(tx, version, set);
    const { name, timeZone, jurisdiction, idleLockMin } = current;
    await audit(tx, ctx, {
      action: 'clinic.change',
      subject: { kind: 'clinic', id: current.clinicId },
      before: { name, timeZone, jurisdiction, idleLockMin },
      after: set,
    });
    return { version: version + 1 };
  });
