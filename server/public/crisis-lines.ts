/**
 * Whom to call in a crisis, by country. Numbers of a jurisdiction, with the day somebody looked: they change.
 *
 * The US lines stand on every page. The others were written from general knowledge and are said to be unconfirmed until
 * somebody has read them at their own pages (interface, public 12).
 */
import type { Both, Language } from './language.ts';

export type CrisisLine = {
  readonly country: Both;
  readonly emergency: string;
  readonly call: string;
  readonly text?: string;
  readonly name: Both;
  readonly confirmed: boolean;
  readonly checkedOn: string;
};

const checkedOn = '2026-11-30';
const line = (
  country: Both,
  emergency: string,
  call: string,
  name: Both,
  more: { text?: string; confirmed?: boolean } = {},
): CrisisLine => ({ country, emergency, call, name, confirmed: false, checkedOn, ...more });

const same = (text: string): Both => ({ en: text, es: text });

export const unitedStates = line(
  { en: 'United States', es: 'Estados Unidos' },
  '911',
  '988',
  { en: '988 Suicide and Crisis Lifeline', es: 'Línea 988 de Prevención del Suicidio y Crisis' },
  { text: '988', confirmed: true },
);

export const crisisLines: readonly CrisisLine[] = [
  unitedStates,
  line({ en: 'Canada', es: 'Canadá' }, '911', '988', same('9-8-8'), { text: '988' }),
  line({ en: 'Mexico', es: 'México' }, '911', '800 911 2000', same('Línea de la Vida')),
  line({ en: 'United Kingdom', es: 'Reino Unido' }, '999', '116 123', same('Samaritans')),
  line({ en: 'Ireland', es: 'Irlanda' }, '112', '116 123', same('Samaritans')),
  line({ en: 'Spain', es: 'España' }, '112', '024', same('Línea 024')),
  line({ en: 'Australia', es: 'Australia' }, '000', '13 11 14', same('Lifeline')),
  line({ en: 'New Zealand', es: 'Nueva Zelanda' }, '111', '1737', same('1737')),
];

/** A text to the US line; in Spanish with the word that it waits for. */
export const smsTo = (language: Language): string => (language === 'en' ? 'sms:988' : 'sms:988?&body=AYUDA');
