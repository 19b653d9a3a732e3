import { Button } from '@mantine/core';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Pill, type State } from '#web/ui/parts.tsx';
import { changeEntry, type Entry, type Evidence, type Fact } from './finder.queries.ts';
import type { Why } from './why-dialog.tsx';

const marks: Record<Fact['state'], State> = {
  verified: 'green',
  documented: 'blue',
  claimed: 'plain',
  'not-known': 'unknown',
  expired: 'amber',
  contradicted: 'red',
};

type Props = {
  entry: Entry;
  add: (of: { fact: Fact; like?: Evidence }) => void;
  ask: (why: Why) => void;
};

/** The 24 facts in their three groups and their order, each with what was found and what ended. */
export function FactGroups(props: Props) {
  const groups = Map.groupBy(props.entry.facts, ({ groupTitle }) => groupTitle);
  return [...groups].map(([title, facts]) => (
    <Card key={title} title={title} flush>
      <ul className="rows">
        {facts.map((fact) => (
          <li key={fact.fact}>
            <OneFact {...props} fact={fact} />
          </li>
        ))}
      </ul>
    </Card>
  ));
}

function OneFact({ entry, fact, add, ask }: Props & { fact: Fact }) {
  const mayEdit = maySee(useMe(), 'center.edit');
  const live = fact.evidence.filter(({ endedOn }) => endedOn === null);
  const ended = fact.evidence.filter(({ endedOn }) => endedOn !== null);
  return (
    <div className="fact-kept stack g1">
      <div className="row apart">
        <h3>{fact.title}</h3>
        <div className="row g1">
          <Pill state={marks[fact.state]}>{t(`centerFacts.state.${fact.state}`)}</Pill>
          {mayEdit && (
            <Button aria-label={t('centerFacts.addOf', { fact: fact.title })} onClick={() => add({ fact })}>
              {t('centerFacts.add')}
            </Button>
          )}
        </div>
      </div>
      {live.length === 0 && (
        <p>
          <span className="absent">{t('centerFacts.nobody')}</span>
        </p>
      )}
      {live.map((evidence) => (
        <div key={evidence.id} className="row apart top">
          <Shown evidence={evidence} />
          {mayEdit && (
            <Button
              variant="subtle"
              color="red"
              aria-label={t('centerFacts.endOf', { words: evidence.words })}
              onClick={() =>
                ask({
                  title: t('centerFacts.endTitle'),
                  body: t(evidence.kind === 'contradiction' ? 'centerFacts.endOfTwo' : 'centerFacts.endBody'),
                  act: t('centerFacts.end'),
                  danger: true,
                  send: async (reason) => {
                    await changeEntry(entry, `/evidence/${evidence.id}/end`, { reason });
                  },
                })
              }
            >
              {t('centerFacts.end')}
            </Button>
          )}
        </div>
      ))}
      {ended.length > 0 && (
        <details className="folded">
          <summary>{t('centerFacts.ended', { count: ended.length })}</summary>
          <div className="stack g1">
            {ended.map((evidence) => (
              <div key={evidence.id} className="row apart top">
                <div className="stack g05">
                  <Shown evidence={evidence} />
                  <p className="small quiet">
                    {t('centerFacts.endedOn', { day: day(evidence.endedOn ?? ''), why: evidence.endedWhy ?? '' })}
                  </p>
                </div>
                {mayEdit && evidence.kind !== 'signed-report' && (
                  <Button
                    aria-label={t('centerFacts.againOf', { words: evidence.words })}
                    onClick={() => add({ fact, like: evidence })}
                  >
                    {t('centerFacts.again')}
                  </Button>
                )}
              </div>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Shown({ evidence }: { evidence: Evidence }) {
  const { kind, words, source, link, checker, foundOn, expiresOn } = evidence;
  return (
    <div className="stack g05">
      <p className="as-written">{words}</p>
      <p className="small quiet">
        {t('centerFacts.line', {
          kind: t(`evidence.kind.${kind}`),
          source,
          found: day(foundOn),
          until: day(expiresOn),
        })}
        {checker !== null && `, ${t('centerFacts.checker', { who: checker })}`}{' '}
        {link !== null && (
          <a className="inline-way" href={link} target="_blank" rel="noreferrer nofollow">
            {t('centerFacts.link')}
          </a>
        )}
      </p>
    </div>
  );
}
