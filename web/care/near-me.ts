/**
 * "Use my location". The place that the device tells stays in this function: the list of ZIP codes comes to the device,
 * and what is sent is the code, in the field where the person sees it, as if they had typed it.
 */
import { nearestZip, type PackedZips } from './nearest-zip.ts';

const waitMs = 15_000;
/** A place of the last minutes is good enough, and asks no battery. */
const freshMs = 600_000;

const here = () =>
  new Promise<GeolocationCoordinates>((found, failed) =>
    navigator.geolocation.getCurrentPosition(({ coords }) => found(coords), failed, {
      timeout: waitMs,
      maximumAge: freshMs,
    }),
  );

/** Ours, made with this script: the same for everybody, and kept by the browser. */
async function allZips(): Promise<PackedZips> {
  const answer = await fetch(ZIP_POINTS_ADDRESS, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`no list of ZIP codes: ${answer.status}`);
  return answer.json();
}

async function search(place: HTMLElement, form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
  const { looking = '', denied = '', far = '', failed = '' } = place.dataset;
  const said = place.querySelector('[role=status]');
  const say = (words: string) => said?.replaceChildren(words);
  say(looking);
  const at = await here().catch(() => undefined);
  if (at === undefined) return say(denied);
  const zips = await allZips().catch(() => undefined);
  if (zips === undefined) return say(failed);
  const zip = nearestZip(zips, at);
  if (zip === undefined) return say(far);
  say('');
  field.value = zip;
  form.requestSubmit();
}

for (const place of document.querySelectorAll<HTMLElement>('[data-near-me]')) {
  const form = place.closest('form');
  const field = form?.querySelector<HTMLInputElement>('[name=near]');
  const button = place.querySelector('button');
  if (form && field && button)
    button.addEventListener('click', async () => {
      button.disabled = true;
      await search(place, form, field);
      button.disabled = false;
      if (place.querySelector('[role=status]')?.textContent !== '') field.focus();
    });
}
