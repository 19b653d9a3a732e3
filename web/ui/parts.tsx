import type { ReactNode } from 'react';
import { CautionIcon, DoneIcon, InfoIcon, NotKnownIcon, StopIcon } from './icons.ts';

/** What a mark says. Shape and word come first, colour last. */
export type State = 'red' | 'amber' | 'green' | 'blue' | 'unknown' | 'plain';

const marks = {
  red: StopIcon,
  amber: CautionIcon,
  green: DoneIcon,
  blue: InfoIcon,
  unknown: NotKnownIcon,
  plain: DoneIcon,
} as const;

export function Mark({ state, size = 20 }: { state: State; size?: number }) {
  const Icon = marks[state];
  return <Icon size={size} stroke={2} aria-hidden className={`mark mark-${state}`} />;
}

/** A status in a word or two, with the shape that goes with it. */
export function Pill({ state, children, icon }: { state: State; children: ReactNode; icon?: ReactNode }) {
  return (
    <span className={`pill pill-${state}`}>
      {icon ?? <Mark state={state} size={18} />}
      <span>{children}</span>
    </span>
  );
}

type NoticeProps = { state: State; title?: string; children?: ReactNode; actions?: ReactNode; live?: boolean };

/** A band that says something about the whole page or card. */
export function Notice({ state, title, children, actions, live = false }: NoticeProps) {
  return (
    <div className={`notice notice-${state}`} {...(live ? { role: 'status' } : {})}>
      <Mark state={state} size={24} />
      <div className="grow stack g05">
        {title && <p className="strong">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="row g1">{actions}</div>}
    </div>
  );
}

type CardProps = {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  id?: string;
  quiet?: boolean;
};

/** One thought on a surface of its own. `flush` lets rows reach the edges. */
export function Card({ title, aside, children, flush = false, id, quiet = false }: CardProps) {
  return (
    <section className={`card${quiet ? ' card-quiet' : ''}`} {...(id === undefined ? {} : { id })}>
      {(title || aside) && (
        <header className="card-head">
          {title && <h2>{title}</h2>}
          {aside && <div className="row g1 card-aside">{aside}</div>}
        </header>
      )}
      <div className={flush ? 'card-flush' : 'card-body'}>{children}</div>
    </section>
  );
}

/** Names and values, one under the other. What is absent is said, dashed. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Initials({
  of,
  size = 40,
  tone = 'quiet',
}: {
  of: string;
  size?: 32 | 40 | 56;
  tone?: 'quiet' | 'now';
}) {
  return (
    <span className={`initials initials-${size} initials-${tone}`} aria-hidden>
      {of}
    </span>
  );
}
