import { Button, Modal } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';

type Props = {
  title: string;
  open: boolean;
  close: () => void;
  children: ReactNode;
  wide?: boolean;
  /** Nothing is lost by a stray tap beside it: only Escape and the buttons close it. */
  holds?: boolean;
  /** Asked in the middle of another dialog: it lies over it. */
  above?: boolean;
  /** Whether closing would lose something. Without it, any field that was touched counts. */
  typed?: () => boolean;
};

/** Escape and the cross ask first when something was typed; the buttons of a form say what they do. */
export function Dialog({ title, open, close, children, wide = false, holds = true, above = false, typed }: Props) {
  const touched = useRef(false);
  const [asking, setAsking] = useState(false);
  const leave = () => ((typed?.() ?? touched.current) ? setAsking(true) : close());
  return (
    <Modal.Root
      opened={open}
      onClose={leave}
      closeOnEscape={!asking}
      size={wide ? 880 : 560}
      closeOnClickOutside={!holds}
      zIndex={above ? 320 : 200}
      padding={0}
      classNames={{ content: 'dialog', header: 'dialog-head', title: 'dialog-title', body: 'dialog-body' }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('act.close')} size={48} />
        </Modal.Header>
        <Modal.Body
          onChange={() => {
            touched.current = true;
          }}
        >
          {children}
        </Modal.Body>
      </Modal.Content>
      {asking && <AskToLeave stay={() => setAsking(false)} leave={close} />}
    </Modal.Root>
  );
}

/** What was typed would be lost: asked once, and staying is the main way. */
export function AskToLeave({ stay, leave }: { stay: () => void; leave: () => void }) {
  return (
    <Dialog title={t('leave.title')} open close={stay} above typed={() => false}>
      <div className="stack g3">
        <p className="quiet">{t('leave.body')}</p>
        <div className="row end g1 form-end">
          <Button variant="outline" color="red" onClick={leave}>
            {t('leave.drop')}
          </Button>
          <Button variant="filled" onClick={stay} data-autofocus>
            {t('leave.stay')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** The row under a form: the main action last, where the thumb is. */
export function FormEnd({ children, cancel }: { children: ReactNode; cancel?: () => void }) {
  return (
    <div className="row end g1 form-end">
      {cancel && <Button onClick={cancel}>{t('act.cancel')}</Button>}
      {children}
    </div>
  );
}

type ConfirmProps = {
  title: string;
  open: boolean;
  close: () => void;
  children: ReactNode;
  act: string;
  onAct: () => void;
  busy?: boolean;
  danger?: boolean;
};

/** Says what will happen before it does. */
export function Confirm({ title, open, close, children, act, onAct, busy = false, danger = false }: ConfirmProps) {
  return (
    <Dialog title={title} open={open} close={close}>
      <div className="stack g3">
        <div className="quiet">{children}</div>
        <FormEnd cancel={close}>
          <Button variant="filled" color={danger ? 'red' : 'primary'} onClick={onAct} loading={busy}>
            {act}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
