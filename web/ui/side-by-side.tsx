import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { moment } from '#web/platform/format.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { ConflictIcon } from './icons.ts';
import type { Clash } from './versioned.ts';

/** One line of the comparison: a field's name and how to say its value. */
export type Line<Values> = { name: string; say: (values: Values) => string };

type Props<Values> = {
  clash: Clash<Values>;
  lines: Line<Values>[];
  keepTheirs: () => void;
  saveMine: () => void;
  goOn: () => void;
  busy: boolean;
};

/** Both versions beside each other, differences framed, nothing chosen beforehand. */
export function SideBySide<Values>({ clash, lines, keepTheirs, saveMine, goOn, busy }: Props<Values>) {
  const who = clash.changedBy ?? t('conflict.someone');
  const zone = useFrame()?.me?.timeZone;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const taken = ({ say }: Line<Values>) =>
    say(clash.current) === say(clash.mine) && say(clash.current) !== say(clash.base);
  const differs = ({ say }: Line<Values>) => say(clash.current) !== say(clash.mine);
  // What nobody changed is not in question, and would push the choice off the screen.
  const shown = [...lines.filter(differs), ...lines.filter(taken)];
  return (
    <div className="stack g3" role="alertdialog" aria-label={t('conflict.title', { who })}>
      <div className="row top g15 conflict-head">
        <ConflictIcon size={40} aria-hidden className="mark-amber" />
        <div className="grow stack g05">
          <h2 ref={heading} tabIndex={-1}>
            {t('conflict.title', { who })}
          </h2>
          <p className="quiet">{t(clash.asks ? 'conflict.bodyAsks' : 'conflict.bodyBoth')}</p>
        </div>
      </div>
      <div className="two">
        <Side
          title={t('conflict.theirs', { who })}
          hint={clash.changedAt === undefined ? '' : t('conflict.savedAt', { time: moment(clash.changedAt, zone) })}
          values={clash.current}
          other={clash.mine}
          base={clash.base}
          lines={shown}
        />
        <Side
          title={t('conflict.mine')}
          hint={t('conflict.mineHint')}
          values={clash.mine}
          other={clash.current}
          base={clash.base}
          lines={shown}
        />
      </div>
      <div className="row end g1 form-end">
        <Button onClick={goOn}>{t('conflict.goOn')}</Button>
        <Button onClick={keepTheirs}>{t('conflict.keepTheirs')}</Button>
        <Button onClick={saveMine} loading={busy}>
          {t(clash.asks ? 'conflict.saveMine' : 'conflict.saveBoth')}
        </Button>
      </div>
    </div>
  );
}

/** Which of the two people changed a line, from its three values. */
function whoChanged(base: string, one: string, other: string) {
  if (one === other) return 'conflict.taken';
  return one !== base && other !== base ? 'conflict.bothChanged' : 'conflict.oneChanged';
}

type SideProps<Values> = {
  title: string;
  hint: string;
  values: Values;
  other: Values;
  base: Values;
  lines: Line<Values>[];
};

function Side<Values>({ title, hint, values, other, base, lines }: SideProps<Values>) {
  return (
    <section className="card">
      <header className="card-head">
        <div>
          <h3>{title}</h3>
          <p className="small quiet">{hint}</p>
        </div>
      </header>
      <dl className="side">
        {lines.map(({ name, say }) => {
          const differs = say(values) !== say(other);
          return (
            <div key={name} className="side-row">
              <dt>{name}</dt>
              <dd className={differs ? 'side-differs' : ''}>
                {say(values) === '' ? <span className="quiet">{t('absent.notKnown')}</span> : say(values)}
                {differs && <span className="unseen">{t('conflict.differs')}</span>}
                <span className="caption quiet side-taken">{t(whoChanged(say(base), say(values), say(other)))}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
