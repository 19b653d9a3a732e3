/** An order in words: the route, and what is given. */
import type { TreatmentOrder } from './order.ts';
import type { Route } from './protocol.ts';
import { mgInWords, thousandths } from './say.ts';

export const wayWords: Readonly<Record<Route, string>> = {
  iv: 'into a vein',
  im: 'into a muscle',
  sc: 'under the skin',
  intranasal: 'into the nose',
  oral: 'swallowed',
  sublingual: 'under the tongue',
};

const plain = (name: string): string => name.replaceAll('-', ' ');

type Measured = { readonly volumeUl: number; readonly concentrationUgPerMl: number };
const drawn = ({ volumeUl, concentrationUgPerMl }: Measured): string =>
  `${thousandths(volumeUl)} mL of ${thousandths(concentrationUgPerMl)} mg/mL`;

/** “35 mg into a vein over 40 min”, “84 mg into the nose, 3 devices”, “100 mg under the tongue, lozenge, held for 10 min, then spat out”. */
export function orderInWords(order: TreatmentOrder): string {
  const start = `${mgInWords(order.doseUg)} ${wayWords[order.route]}`;
  switch (order.route) {
    case 'iv':
      return `${start} over ${order.overMin} min`;
    case 'im':
    case 'sc':
      return `${start}, ${drawn(order)}`;
    case 'intranasal':
      if (order.drug === 'ketamine') return `${start}, ${drawn(order)}`;
      return `${start}, ${order.devices === 1 ? 'one device' : `${order.devices} devices`}`;
    case 'oral':
      return `${start}, ${plain(order.form)}`;
    case 'sublingual':
      return `${start}, ${plain(order.form)}, held for ${order.holdMin} min, then ${order.afterwards === 'spit' ? 'spat out' : 'swallowed'}`;
  }
}
