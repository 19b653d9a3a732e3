import { useEffect, useState } from 'react';
import { hushKept } from './acts-kit.tsx';
import { ArriveSheet } from './arrive.tsx';
import { IdentitySheet } from './arrive-identity.tsx';
import { WeightSheet } from './arrive-weight.tsx';
import { CorrectSheet } from './correct.tsx';
import { DoseSheet } from './dose.tsx';
import { NoFurtherSheet } from './dose-stop.tsx';
import { EmergencySheet } from './emergency.tsx';
import { MoveSession } from './floor-move.tsx';
import { GateSheet } from './gate.tsx';
import { LeavingSheet } from './leaving.tsx';
import { MedicineSheet } from './medicine.tsx';
import { MonitorsSheet } from './monitors.tsx';
import { NoteSheet } from './note.tsx';
import { ReadingsPad } from './pad.tsx';
import { PumpSheet } from './pump.tsx';
import { StopSheet } from './pump-stop.tsx';
import { RatingSheet } from './rating.tsx';
import { RemsSheet } from './rems.tsx';
import { SettleDialog } from './session-conflict.tsx';
import type { SessionInHand } from './session-data.ts';
import { SideEffectSheet } from './side-effect.tsx';
import { SignSheet } from './sign.tsx';
import { ClaimSheet } from './sign-claim.tsx';
import { ExplainSheet } from './sign-explain.tsx';
import './acts.css';

/** What can be done at the chair; it stands in the address, so that going back and loading again keep it. */
export const acts = [
  'chair',
  'arrive',
  'identity',
  'weight',
  'gate',
  'readings',
  'side-effect',
  'medicine',
  'note',
  'pump',
  'dose',
  'rating',
  'rems',
  'stop',
  'emergency',
  'leaving',
  'explain',
  'sign',
  'claim',
  'conflict',
  'monitors',
] as const;
export type Act = (typeof acts)[number] | `correct:${string}`;

export const isAct = (name: string): name is Act => acts.some((act) => act === name) || /^correct:./.test(name);

type Props = { act: Act; hand: SessionInHand; onClose: () => void };

/** One sheet for one act. A sheet may lead into another and comes back from it. */
export function ActSheet(props: Props) {
  return <Opened key={props.act} {...props} />;
}

function Opened({ act, hand, onClose }: Props) {
  const [inside, setInside] = useState<readonly Act[]>([]);
  const close = () => (inside.length === 0 ? onClose() : setInside(inside.slice(0, -1)));
  const open = (next: Act) => {
    hushKept();
    setInside([...inside, next]);
  };
  // What is opened is read without the last thing's word on top of it.
  useEffect(hushKept, []);
  const now = inside.at(-1) ?? act;
  if (now === 'readings')
    return <ReadingsPad hand={hand} close={close} openCard={() => setInside([...inside.slice(0, -1), 'emergency'])} />;
  if (now === 'chair') return <MoveSession floor={hand.floor} session={hand.session} close={close} />;
  if (now === 'arrive') return <ArriveSheet hand={hand} close={close} />;
  if (now === 'identity') return <IdentitySheet hand={hand} close={close} />;
  if (now === 'weight') return <WeightSheet hand={hand} close={close} />;
  if (now === 'gate') return <GateSheet hand={hand} close={close} open={open} />;
  if (now === 'stop')
    return hand.record.doseStart === undefined && hand.agenda.dosing.route !== 'iv' ? (
      <NoFurtherSheet hand={hand} close={close} />
    ) : (
      <StopSheet hand={hand} close={close} />
    );
  if (now === 'rating') return <RatingSheet hand={hand} close={close} />;
  if (now === 'rems') return <RemsSheet hand={hand} close={close} />;
  if (now === 'dose') return <DoseSheet hand={hand} close={close} stop={() => open('stop')} />;
  if (now === 'pump') return <PumpSheet hand={hand} close={close} stop={() => open('stop')} />;
  if (now === 'side-effect') return <SideEffectSheet hand={hand} close={close} open={open} />;
  if (now === 'note') return <NoteSheet hand={hand} close={close} />;
  if (now === 'medicine') return <MedicineSheet hand={hand} close={close} />;
  if (now === 'leaving') return <LeavingSheet hand={hand} close={close} open={open} />;
  if (now === 'emergency') return <EmergencySheet hand={hand} close={close} open={open} />;
  if (now === 'explain') return <ExplainSheet hand={hand} close={close} />;
  if (now === 'sign') return <SignSheet hand={hand} close={close} open={open} />;
  if (now === 'claim') return <ClaimSheet hand={hand} close={close} />;
  if (now === 'monitors') return <MonitorsSheet hand={hand} close={close} />;
  if (now === 'conflict') return <SettleDialog hand={hand} close={close} />;
  if (now.startsWith('correct:')) return <CorrectSheet id={now.slice('correct:'.length)} hand={hand} close={close} />;
  return null;
}
