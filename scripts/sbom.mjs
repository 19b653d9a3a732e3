/** `npm run sbom`: what the running server is made of, as CycloneDX, on standard output or into the file named. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { installParts } from './parts.mjs';
import { root, stop } from './steps.mjs';

process.chdir(root);
const [file] = process.argv.slice(2);
await installParts();
const bill = billOfMaterials();
if (file === undefined) process.stdout.write(bill);
else writeFileSync(file, bill);

function billOfMaterials() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'];
  try {
    return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  } catch (error) {
    return stop(`The bill of materials could not be written: ${String(error.stderr ?? error.message).trim()}`);
  }
}
