import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { BackIcon } from '#web/ui/icons.ts';
import { chairMark, chairWords } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

/** Chair, initials and two identifiers: on every sheet, so that nothing is written on the wrong person. */
export function whoWords({ session, floor }: SessionInHand): string {
  const { patient, chairId } = session;
  const chair = floor.chairs.find(({ id }) => id === chairId);
  return t('acts.who', {
    chair: chair === undefined ? t('acts.noChair') : chairWords(chair.name),
    initials: patient.initials,
    birth: day(patient.birthOn),
    number: patient.number,
  });
}

export function allergyWords({ session }: Pick<SessionInHand, 'session'>): string {
  const { allergies } = session.patient;
  if (allergies.length === 0) return t('acts.allergyNotKnown');
  const real = allergies.filter(({ kind }) => kind !== 'no-known-allergies');
  if (real.length === 0) return t('acts.allergyNone');
  return t('acts.allergy', { what: real.map(({ substance }) => substance).join(', ') });
}

export function WhoLine({ hand }: { hand: SessionInHand }) {
  return (
    <p className="act-who num">
      {whoWords(hand)} · <strong>{allergyWords(hand)}</strong>
    </p>
  );
}

type SheetProps = {
  title: string;
  hand: SessionInHand;
  close: () => void;
  /** Beside the title: times, clocks. */
  aside?: ReactNode;
  back?: string;
  tone?: 'plain' | 'red';
  /** Acts at the lower edge, at the right: the left of it is kept free for the word that something is kept. */
  foot?: ReactNode;
  children: ReactNode;
};

/** The whole screen for one thing. Going back is always open and loses nothing that was kept. */
export function Sheet({
  title,
  hand,
  close,
  aside,
  back = t('acts.back'),
  tone = 'plain',
  foot,
  children,
}: SheetProps) {
  const chair = hand.floor.chairs.find(({ id }) => id === hand.session.chairId);
  return (
    <Modal.Root
      opened
      onClose={close}
      fullScreen
      centered={false}
      radius={0}
      padding={0}
      closeOnClickOutside={false}
      classNames={{ content: 'act-sheet', body: 'act-body' }}
    >
      <Modal.Content>
        <header className={`act-head act-head-${tone}`}>
          <span className="chair-mark chair-mark-l" aria-hidden>
            {chair === undefined ? '–' : chairMark(chair.name, chair.place)}
          </span>
          <div className="act-title">
            <Modal.Title className="act-name">{title}</Modal.Title>
            <WhoLine hand={hand} />
          </div>
          {aside}
          <Button size="lg" onClick={close} leftSection={<BackIcon size={22} aria-hidden />}>
            {back}
          </Button>
        </header>
        <Modal.Body>{children}</Modal.Body>
        {foot !== undefined && <footer className="act-foot">{foot}</footer>}
      </Modal.Content>
    </Modal.Root>
  );
}

type SmallProps = { title: string; hand: SessionInHand; close: () => void; wide?: boolean; children: ReactNode };

/** A dialog that says on whom it writes. */
export function SmallSheet({ title, hand, close, wide = false, children }: SmallProps) {
  return (
    <Dialog title={title} open close={close} wide={wide}>
      <div className="stack act-small">
        <WhoLine hand={hand} />
        {children}
      </div>
    </Dialog>
  );
}
