import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './audit-digest.ts';
import { type ChainedEvent, hashOf, linkText } from './link.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const perhaps = fc.option(text);
const event: fc.Arbitrary<ChainedEvent> = fc.record({
  id: text,
  at: text,
  byKind: text,
  accountId: perhaps,
  practitionerId: perhaps,
  stationId: perhaps,
  signInId: perhaps,
  requestId: perhaps,
  action: text,
  patientId: perhaps,
  subjectKind: perhaps,
  subjectId: perhaps,
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
});

test('the text of a link is canonical JSON of exactly what is known, in one line', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1 }), event, (clinic, seq, given) => {
      const made = linkText(clinic, seq, hashOf(clinic), given);
      const { digest, ...fields } = given;
      const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
      expect(made).toBe(
        canonical({
          v: 1,
          clinic,
          seq,
          prev: hashOf(clinic).toString('hex'),
          event: { ...known, digest: digest.toString('hex') },
        }),
      );
      expect(made).not.toContain('\n');
    }),
  );
});
