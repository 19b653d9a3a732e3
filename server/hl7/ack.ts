/**
 * What is said back to a message, in the original and in the enhanced mode.
 *
 * @source HL7 v2.6 chapter 2.9 (processing rules), tables 0008 and 0155
 */
import type { Hl7Message, Separators } from './hl7-text.ts';

/** `kept`: it is stored. `refused`: read and not for us, it makes no sense to send it again. `failed`: not kept, to be sent again. */
export type Outcome = { readonly is: 'kept' | 'refused' | 'failed'; readonly why?: string };

type Given = {
  readonly message: Hl7Message | undefined;
  readonly outcome: Outcome;
  readonly at: Date;
  readonly controlId: string;
};

/** All that is to be sent, in order; none where the sender wants to hear nothing. */
export function acknowledgements({ message, outcome, at, controlId }: Given): string[] {
  const header = message?.segments[0];
  const [accept, application] = [15, 16].map((number) => (header?.field(number) ?? '').toUpperCase());
  const isEnhanced = accept !== '' || application !== '';
  if (!isEnhanced) return [answer({ message, outcome, at, controlId, code: original[outcome.is] })];
  const said: string[] = [];
  if (isWanted(accept, outcome)) said.push(answer({ message, outcome, at, controlId, code: accepted[outcome.is] }));
  if (isWanted(application, outcome))
    said.push(
      answer({
        message,
        outcome,
        at,
        controlId: `${controlId}${said.length > 0 ? 'A' : ''}`,
        code: original[outcome.is],
      }),
    );
  return said;
}

const original = { kept: 'AA', refused: 'AR', failed: 'AE' } as const;
const accepted = { kept: 'CA', refused: 'CR', failed: 'CE' } as const;

/** Table 0155; absent in one of the two fields while the other says something is “never”. */
function isWanted(when: string | undefined, { is }: Outcome): boolean {
  if (when === 'AL') return true;
  if (when === 'SU') return is === 'kept';
  return when === 'ER' && is !== 'kept';
}

const usual: Separators = { field: '|', component: '^', repetition: '~', escape: '\\', part: '&' };

function answer(of: Given & { code: string }): string {
  const { message, outcome, at, code, controlId } = of;
  const header = message?.segments[0];
  const { field, component, repetition, escape: back, part } = message?.separators ?? usual;
  const from = (number: number) => header?.field(number) ?? '';
  const first = (number: number) => message?.part(from(number), 1) ?? '';
  const stamp = `${at.toISOString().slice(0, 19).replace(/[-T:]/g, '')}+0000`;
  const trigger = first(9) === '' ? '' : message?.part(from(9), 2);
  const type = ['ACK', ...(trigger ? [trigger, 'ACK'] : [])].join(component);
  const msh = [
    ...[
      'MSH',
      `${component}${repetition}${back}${part}`,
      from(5),
      from(6),
      from(3),
      from(4),
      stamp,
      '',
      type,
      controlId,
    ],
    ...[first(11) || 'P', first(12) || '2.6', '', '', 'NE', 'NE', '', 'UNICODE UTF-8'],
  ];
  const lines = [msh.join(field), ['MSA', code, from(10)].join(field)];
  if (outcome.is !== 'kept') {
    // 207 is the table’s “application internal error”, 200 “unsupported message type”.
    const kind = outcome.is === 'failed' ? ['207', 'Application internal error'] : ['200', 'Unsupported message type'];
    const says = (outcome.why ?? '')
      .replaceAll(back, ' ')
      .replaceAll(field, ' ')
      .replace(/[\r\n]+/g, ' ');
    lines.push(['ERR', '', '', [...kind, 'HL70357'].join(component), 'E', '', '', '', says].join(field));
  }
  return `${lines.join('\r')}\r`;
}
