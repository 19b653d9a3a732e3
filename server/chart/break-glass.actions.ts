import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { findBreakGlass, findOpenGlass, listBreakGlass, saveBreakGlass, saveReview } from './break-glass.queries.ts';
import { findPatientToChange } from './patient.queries.ts';
import { listActiveWith } from './practitioner.queries.ts';

/** How long an opened chart stays open to who broke the glass. @provenance DEFAULT, unverified */
const openForMin = 60;

/**
 * Opens a restricted chart in need. Nobody is asked first; several people hear of it and one reviews it. What this
 * person has open already is answered as it is: it is one need, and one review.
 */
export const breakGlass = async (ctx: Context, patientId: string, reason: string) => {
  const opened = await inClinic(ctx, async (tx) => {
    const patient = await findPatientToChange(tx, patientId);
    permit(ctx, 'break-glass.open');
    const practitionerId = ctx.by.practitionerId;
    if (practitionerId === undefined) throw new CannotProceed('not-permitted', 'Only staff open a restricted chart.');
    if (!patient.restricted) throw new CannotProceed('blocked', 'This chart is not restricted; it opens without this.');
    const there = await findOpenGlass(tx, { patientId, practitionerId, now: ctx.now });
    if (there !== undefined) return { ...there, again: true };
    const id = newId();
    const openUntil = new Date(ctx.now.getTime() + openForMin * 60_000);
    await saveBreakGlass(tx, { id, patientId, practitionerId, reason, openedAt: ctx.now, openUntil });
    await audit(tx, ctx, {
      action: 'break-glass.open',
      patientId,
      subject: { kind: 'break-glass', id },
      reason,
      after: { openUntil: openUntil.toISOString() },
    });
    return { id, openUntil, again: false };
  });
  if (!opened.again) await tell(ctx, opened.id);
  return opened;
};

/** The chart is open by now: a letter that can't be queued is no reason to keep it closed. The list still shows it. */
async function tell(ctx: Context, breakGlassId: string): Promise<void> {
  try {
    await ctx.services.enqueue('break-glass-notice', { clinicId: ctx.clinicId, breakGlassId });
  } catch (error) {
    const type = error instanceof Error ? error.name : typeof error;
    ctx.services.log.error({ requestId: ctx.requestId, breakGlassId, type }, 'nobody could be told of an opened chart');
  }
}

export const listOpenings = (ctx: Context) =>
  inClinic(ctx, async (tx) => ({ openings: await listBreakGlass(tx, 200) }));

/** Another person says whether it was right. Nobody reviews themself. */
export const reviewBreakGlass = (
  ctx: Context,
  id: string,
  review: { outcome: 'justified' | 'not-justified' | 'needs-follow-up'; note: string },
) =>
  inClinic(ctx, async (tx) => {
    const opening = await findBreakGlass(tx, id);
    permit(ctx, 'break-glass.review', { practitionerId: opening.practitionerId });
    const reviewedBy = ctx.by.practitionerId;
    if (reviewedBy === undefined) throw new CannotProceed('not-permitted', 'Only staff review an opening.');
    await saveReview(tx, id, { reviewedBy, reviewedAt: ctx.now, ...review });
    await audit(tx, ctx, {
      action: 'break-glass.review',
      patientId: opening.patientId,
      subject: { kind: 'break-glass', id },
      after: review,
    });
  });

/** Where to write to those who may review an opening; not to the one who opened. */
export const listReviewerAddresses = (services: Services, clinicId: string, id: string) =>
  inClinic({ services, clinicId }, async (tx) => {
    const opening = await findBreakGlass(tx, id);
    const people = [...(await listActiveWith(tx, 'medical-director')), ...(await listActiveWith(tx, 'compliance'))];
    return new Set(people.flatMap((of) => (of.id !== opening.practitionerId && of.email ? [of.email] : [])));
  });
