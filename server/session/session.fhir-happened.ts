/** Side effects as AdverseEvents; corrections and signatures as Provenance; what was withdrawn, as entered in error. */
import { type Fact, happenedAt, isDose, type Settled, stampsOf } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { readingResources } from './session.fhir-observed.ts';
import { encounterOf, iso, own, person, type Resource, subjectOf, to } from './session.fhir-parts.ts';

export const sideEffectResources = (dossier: Dossier): Resource[] =>
  dossier.record.sideEffects.map((effect) => ({
    resourceType: 'AdverseEvent',
    id: effect.id,
    actuality: 'actual',
    event: own(effect.effect),
    subject: subjectOf(dossier),
    encounter: encounterOf(dossier),
    date: iso(effect.atMs),
    ...(effect.recordedMs === undefined ? {} : { recordedDate: iso(effect.recordedMs) }),
    recorder: person(effect.by),
    ...(effect.grades.length === 0
      ? {}
      : { severity: { text: effect.grades.map(({ grade, atMs }) => `grade ${grade} at ${iso(atMs)}`).join('; ') } }),
    outcome: {
      text:
        effect.endedAtMs !== undefined
          ? `ended ${iso(effect.endedAtMs)}`
          : effect.handedOn !== undefined
            ? `goes on, handed on: ${effect.handedOn}`
            : 'its end is not written down',
    },
    ...(effect.serious === undefined ? {} : { seriousness: { text: seriousWords(effect.serious.data.criteria) } }),
    ...(dossier.record.firstDose === undefined
      ? {}
      : { suspectEntity: [{ instance: to('MedicationAdministration', dossier.record.firstDose.id) }] }),
  }));

const seriousWords = (criteria: readonly string[]): string =>
  criteria.length === 0 ? 'not serious' : `serious: ${criteria.join(', ').replaceAll('-', ' ')}`;

/** What was written here first and does not count here any more. */
const isGone = (dossier: Dossier) => (one: Settled) =>
  one.state !== 'stands' && one.original.session === dossier.session.id && one.original.kind !== 'correction';

export function withdrawnResources(dossier: Dossier): Resource[] {
  const stampOf = stampsOf(dossier.record);
  return dossier.record.changed.filter(isGone(dossier)).flatMap(({ fact }) => {
    const stamp = stampOf(fact);
    const status = 'entered-in-error';
    if (fact.kind === 'reading') return readingResources(dossier, { stamp, data: fact.data, status });
    const common = { id: fact.id, status, subject: subjectOf(dossier) };
    if (fact.kind === 'medicine-given' || isDose(fact))
      return [
        {
          ...common,
          resourceType: 'MedicationAdministration',
          context: encounterOf(dossier),
          effectiveDateTime: iso(stamp.atMs),
          medicationCodeableConcept: { text: fact.kind === 'medicine-given' ? fact.data.medicine : fact.data.drug },
        },
      ];
    return [
      {
        ...common,
        resourceType: 'Observation',
        encounter: encounterOf(dossier),
        code: own(fact.kind),
        effectiveDateTime: iso(stamp.atMs),
      },
    ];
  });
}

/** @param resources what is in the bundle already: a Provenance points at what came of its fact */
export function provenanceResources(dossier: Dossier, resources: readonly Resource[]): Resource[] {
  const targetsOf = ({ id }: Fact) => {
    const made = resources.filter((one) => one.id === id || one.id.startsWith(`${id}-`));
    return made.length === 0 ? [encounterOf(dossier)] : made.map((one) => to(one.resourceType, one.id));
  };
  const changes = dossier.record.changed.flatMap(({ original, corrections }) =>
    corrections.map((said) => ({
      resourceType: 'Provenance',
      id: `${said.id}-provenance`,
      target: targetsOf(original),
      occurredDateTime: iso(happenedAt(said)),
      recorded: iso(said.recordedMs ?? happenedAt(said)),
      reason: [{ text: said.data.reason }],
      activity: own(activityOf(said.data.change)),
      agent: [{ who: person(said.by) }],
    })),
  );
  const signatures = dossier.record.signatures.map((signature) => ({
    resourceType: 'Provenance',
    id: signature.id,
    target: [encounterOf(dossier)],
    recorded: iso(signature.recordedMs ?? signature.atMs),
    occurredDateTime: iso(signature.atMs),
    activity: own(signature.kind),
    reason: [{ text: signature.data.meaning }],
    agent: [{ who: person(signature.by) }],
    entity: [{ role: 'source', what: { identifier: { system: 'urn:racemic:log-head', value: signature.data.head } } }],
  }));
  return [...changes, ...signatures];
}

function activityOf(change: object): string {
  if ('retracted' in change) return 'withdrawn';
  if ('movesTo' in change) return 'moved';
  return 'measuredAt' in change ? 'time-corrected' : 'value-corrected';
}
