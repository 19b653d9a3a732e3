import { existsSync } from 'node:fs';
import { noteBeginning } from '#server/audit/anchor-beginning.ts';
import { anchorFile } from '#server/audit/anchor-file.ts';
import { anchorKey, publicKeyFrom, publicKeys, trustedKeys } from '#server/audit/anchor-keys.ts';
import { keyId } from '#server/audit/anchor-line.ts';
import { anchorClinic } from '#server/audit/anchors.ts';
import { listClinics, sealAll } from '#server/audit/sealer.ts';
import { type ChainReport, verifyChain } from '#server/audit/verify.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';
import { type Command, NotUnderstood, parse } from './command.ts';
import { settings, withServices } from './open.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function chosen(services: Services, clinic: string | undefined): Promise<string[]> {
  const all = await listClinics(services.db);
  if (clinic === undefined) return all;
  if (!uuid.test(clinic) || !all.includes(clinic))
    throw new NotUnderstood(`There is no clinic ${clinic} in this database.`);
  return [clinic];
}

/** What a person reads of one trail. Also used after a restore. */
export function linesOf(report: ChainReport): string[] {
  const { anchors, brokenAt } = report;
  const lines = [`Clinic ${report.clinicId}: ${report.ok ? 'the audit trail is whole' : 'THE AUDIT TRAIL IS BROKEN'}`];
  if (brokenAt !== undefined) {
    const where = [
      brokenAt.seq === undefined ? [] : [`link ${brokenAt.seq}`],
      brokenAt.auditId === undefined ? [] : [`event ${brokenAt.auditId}`],
      brokenAt.anchorLine === undefined ? [] : [`anchor line ${brokenAt.anchorLine}`],
    ].flat();
    lines.push(`  first break: ${where.join(', ')}`, `  ${brokenAt.why}`);
  }
  lines.push(
    `  ${report.events} events, ${report.links} links read, ${report.unsealed} not linked yet, ${report.erased} erased by law`,
  );
  const { sessions } = report;
  lines.push(
    `  ${sessions.facts} facts of ${sessions.sessions} sessions read, ${sessions.younger} younger than what the trail took over`,
  );
  lines.push(
    anchors.lines === 0
      ? '  no anchor: nothing outside the database vouches for this trail'
      : `  ${anchors.checked} anchors agree, the last of ${anchors.lines} from ${anchors.lastAt} at link ${anchors.lastSeq}`,
  );
  lines.push(
    report.youngerThanLastAnchor === 0
      ? '  nothing is younger than the last anchor'
      : `  ${report.youngerThanLastAnchor} younger than the last anchor, since ${report.youngerSince}`,
  );
  for (const { at, seq } of report.restores)
    lines.push(`  put back from a backup on ${at}, to link ${seq}; what came after it was lost`);
  return lines;
}

const verify: Command = {
  words: 'audit verify',
  usage: '[--clinic <id>] [--anchors <file>]',
  summary: 'Read every audit trail from its first link and name the first break; exit 1 when there is one',
  run: (args, out) => {
    const { values } = parse(args, { clinic: { type: 'string' }, anchors: { type: 'string' } });
    return withServices(async (services) => {
      const clinics = await chosen(services, values.clinic);
      if (values.anchors !== undefined && clinics.length !== 1)
        throw new NotUnderstood('--anchors names the anchors of one clinic: say which with --clinic.');
      const reports: ChainReport[] = [];
      for (const clinicId of clinics) {
        const anchors = values.anchors ?? anchorFile(services.config.dataDir, clinicId);
        reports.push(await verifyChain({ db: services.db, clinicId, anchors, trusted: trustedKeys(services) }));
      }
      const ok = reports.every((report) => report.ok);
      out.answer(
        { ok, clinics: reports },
        reports.length === 0 ? ['There is no clinic in this database yet.'] : reports.flatMap(linesOf),
      );
      return ok ? 0 : 1;
    });
  },
};

const anchor: Command = {
  words: 'audit anchor',
  usage: '[--clinic <id>] [--anew]',
  summary: 'Carry the head of each trail out of the database now; --anew when the anchors of before are lost',
  run: (args, out) => {
    const { values } = parse(args, { clinic: { type: 'string' }, anew: { type: 'boolean' } });
    return withServices(async (services) => {
      const lines: string[] = [];
      const carry = async (clinicId: string): Promise<void> => {
        await sealAll(services.db, clinicId, 5_000);
        const line = await anchorClinic(services, clinicId);
        if (line !== undefined) lines.push(line);
      };
      for (const clinicId of await chosen(services, values.clinic)) {
        await carry(clinicId);
        if (await noteBeginning(services, clinicId, values.anew)) await carry(clinicId);
      }
      out.answer(
        { anchors: lines.map((line): unknown => JSON.parse(line)) },
        lines.length === 0 ? ['Every head is anchored already.'] : lines,
      );
      return 0;
    });
  },
};

const key: Command = {
  words: 'audit key',
  usage: '',
  summary: 'Print the public keys that check the signatures of anchors',
  run: async (args, out) => {
    parse(args, {});
    const config = settings();
    if (!existsSync(config.dataDir))
      throw new CannotStart(`There is no data folder ${config.dataDir}, so there is no key: name it with DATA_DIR.`);
    const secrets = openSecrets(config.dataDir);
    const own = keyId(anchorKey(secrets).publicKey);
    const keys = publicKeys({ config, secrets }).map((text) => ({ id: keyId(publicKeyFrom(text)), publicKey: text }));
    out.answer(
      { keys },
      keys.map(({ id, publicKey }) => `${id}  ${publicKey}  ${id === own ? 'signs here' : 'from a restored backup'}`),
    );
    return 0;
  },
};

export const auditCommands: readonly Command[] = [verify, anchor, key];
