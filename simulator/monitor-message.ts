/**
 * What a virtual monitor sends: an ORU^R01 in the words of IHE PCD-01. It says of itself that it is no real one (MSH-11
 * is T, training), so that nobody takes what it shows for a patient's.
 *
 * @source HL7 v2.6 chapter 7; IHE PCD TF-2, PCD-01; codes of ISO/IEEE 11073-10101
 */

const mmHg = '266016^MDC_DIM_MMHG^MDC';

/** Code and unit of what is measured. A pressure in an artery is sent too: it is kept, and no chair has a line for it. */
const rows = {
  systolic: ['150021^MDC_PRESS_BLD_NONINV_SYS^MDC', mmHg],
  diastolic: ['150022^MDC_PRESS_BLD_NONINV_DIA^MDC', mmHg],
  mean: ['150023^MDC_PRESS_BLD_NONINV_MEAN^MDC', mmHg],
  arterialSystolic: ['150033^MDC_PRESS_BLD_ART_SYS^MDC', mmHg],
  arterialDiastolic: ['150034^MDC_PRESS_BLD_ART_DIA^MDC', mmHg],
  arterialMean: ['150035^MDC_PRESS_BLD_ART_MEAN^MDC', mmHg],
  pulse: ['147842^MDC_ECG_HEART_RATE^MDC', '264864^MDC_DIM_BEAT_PER_MIN^MDC'],
  breaths: ['151562^MDC_RESP_RATE^MDC', '264928^MDC_DIM_RESP_PER_MIN^MDC'],
  saturation: ['150456^MDC_PULS_OXIM_SAT_O2^MDC', '262688^MDC_DIM_PERCENT^MDC'],
  temperature: ['150344^MDC_TEMP^MDC', '268192^MDC_DIM_DEGC^MDC'],
} as const;

export type Measured = keyof typeof rows;
/** As the monitor shows it: the text is what is kept as received. */
export type MonitorValue = { readonly what: Measured; readonly text: string; readonly atMs: number };

/** A device says who it is; behind a gateway that names none, the bed has to do. */
export type MonitorName = { readonly device?: string; readonly bed?: string };

type Message = { id: string; sentMs: number; of: MonitorName; values: readonly MonitorValue[] };

export function monitorMessage({ id, sentMs, of: { device = '', bed = '' }, values }: Message): string {
  const sent = stamp(sentMs);
  const identity = device === '' ? '' : `||||${inField(device)}^^${inField(device)}^EUI-64`;
  return [
    `MSH|^~\\&|RACEMIC REPLAY||||${sent}||ORU^R01^ORU_R01|${id}|T|2.6|||||||UNICODE UTF-8`,
    ...(bed === '' ? [] : [`PV1||O|^^${inField(bed)}`]),
    `OBR|1|||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|||${sent}`,
    ...values.map(({ what, text, atMs }, place) => {
      const [code, unit] = rows[what];
      return `OBX|${place + 1}|NM|${code}|1.0.1.${place + 1}|${text}|${unit}|||||R|||${stamp(atMs)}${identity}`;
    }),
    '',
  ].join('\r');
}

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 23).replace(/[-T:]/g, '')}+0000`;

const escapes: Record<string, string> = { '\\': 'E', '|': 'F', '^': 'S', '&': 'T', '~': 'R' };
const inField = (text: string) => text.replace(/[\\|^&~]/g, (sign) => `\\${escapes[sign]}\\`);
