import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ago, day, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { type Asks, type Discrepancy, discrepanciesQuery } from './pharmacy.queries.ts';
import { StepDialog } from './step-dialog.tsx';

const states = ['open', 'all'] as const;

/** What does not add up. A person judges it, and a person tells the authority. */
export function DiscrepanciesScreen() {
  const [state, setState] = useState<(typeof states)[number]>('open');
  // By its id: a step that was just taken is part of what the next one goes by.
  const [at, setAt] = useState<string>();
  const asked = useQuery(discrepanciesQuery(state));
  return (
    <Page
      title={t('discrepancies.title')}
      intro={t('discrepancies.intro')}
      actions={
        <SegmentedControl
          aria-label={t('discrepancies.which')}
          value={state}
          onChange={(value) => setState(value === 'all' ? 'all' : 'open')}
          data={states.map((value) => ({ value, label: t(`discrepancies.${value}`) }))}
        />
      }
    >
      <When asked={asked} rows={3}>
        {({ discrepancies, asks }) => (
          <>
            {discrepancies.length === 0 ? (
              <Card>
                <Empty title={t(state === 'open' ? 'discrepancies.noneOpen' : 'discrepancies.none')}>
                  {t('discrepancies.noneHint')}
                </Empty>
              </Card>
            ) : (
              discrepancies.map((one) => (
                <DiscrepancyCard key={one.id} of={one} asks={asks} step={() => setAt(one.id)} />
              ))
            )}
            {discrepancies
              .filter(({ id }) => id === at)
              .map((one) => (
                <StepDialog key={one.id} of={one} asks={asks} close={() => setAt(undefined)} />
              ))}
          </>
        )}
      </When>
    </Page>
  );
}

const kindWord = (kind: string): string =>
  kind === 'count' || kind === 'unaccounted' || kind === 'adjusted' || kind === 'lost'
    ? t(`discrepancies.kind.${kind}`)
    : t('discrepancies.kind.other');

export const judgementWord = (of: string): string =>
  of === 'explained' || of === 'small-difference' || of === 'significant-loss' || of === 'theft'
    ? t(`discrepancies.judged.${of}`)
    : of;

function DiscrepancyCard({ of, asks, step }: { of: Discrepancy; asks: Asks; step: () => void }) {
  const me = useMe();
  const now = useNow(60_000);
  const isMine = of.openedBy === me.practitionerId;
  const isOpen = of.state === 'open';
  return (
    <Card
      title={t('discrepancies.at', { kind: kindWord(of.kind), place: of.locationName })}
      aside={
        isOpen ? (
          <Pill state="red">{t('discrepancies.openFor', { ago: ago(of.discoveredAt, now) })}</Pill>
        ) : (
          <Pill state="green">{t('discrepancies.settled')}</Pill>
        )
      }
    >
      <div className="stack g3">
        <p className="strong num">{of.says}</p>
        <Facts>
          <Fact name={t('discrepancies.product')}>{of.productName}</Fact>
          <Fact name={t('discrepancies.found')}>
            {t('discrepancies.foundBy', { who: of.openedByName, at: moment(of.discoveredAt, me.timeZone) })}
          </Fact>
          <Fact name={t('discrepancies.judgement')}>
            {of.judgement === null ? (
              <span className="absent">{t('discrepancies.notJudged')}</span>
            ) : (
              judgementWord(of.judgement)
            )}
          </Fact>
          {of.itemId !== null && (
            <Fact name={t('discrepancies.container')}>
              <Link className="text-way" to="/pharmacy/containers/$id" params={{ id: of.itemId }}>
                {t('discrepancies.toContainer')}
              </Link>
            </Fact>
          )}
        </Facts>
        {of.noticeBy !== null && of.form106By !== null && isOpen && (
          <Notice state="red" title={t('discrepancies.tell')}>
            <p>{t('discrepancies.due', { notice: day(of.noticeBy), form: day(of.form106By) })}</p>
            <p>
              <Link className="text-way no-print" to="/pharmacy/discrepancies/$id/form-106" params={{ id: of.id }}>
                {t('discrepancies.toForm')}
              </Link>
            </p>
          </Notice>
        )}
        {of.steps.length > 0 && (
          <ol className="stack g1 plain-list">
            {of.steps.map((one) => (
              <li key={one.id}>
                <Step of={one} asks={asks} />
              </li>
            ))}
          </ol>
        )}
        {isOpen &&
          maySee(me, 'stock.settle') &&
          (isMine ? (
            <Notice state="unknown">{t('discrepancies.yours')}</Notice>
          ) : (
            <div className="row end no-print">
              <Button variant="filled" aria-label={t('discrepancies.stepOf', { says: of.says })} onClick={step}>
                {t('discrepancies.step')}
              </Button>
            </div>
          ))}
        {isOpen && !maySee(me, 'stock.settle') && <p className="small quiet">{t('discrepancies.who')}</p>}
      </div>
    </Card>
  );
}

function Step({ of, asks }: { of: Discrepancy['steps'][number]; asks: Asks }) {
  const { timeZone } = useMe();
  const { kind, judgement, words, doneOn, byName, at, facts } = of;
  return (
    <>
      <p>
        <span className="strong">
          {judgement !== null ? judgementWord(judgement) : stepWord(kind)}
          {doneOn !== null && ` ${t('discrepancies.on', { on: day(doneOn) })}`}
        </span>{' '}
        <span className="pharmacy-words">{words}</span>
      </p>
      <p className="small quiet num">{t('discrepancies.foundBy', { who: byName, at: moment(at, timeZone) })}</p>
      {typeof facts === 'object' && facts !== null && (
        <details className="differences">
          <summary>{t('discrepancies.facts')}</summary>
          <Facts>
            {asks.map(({ factor, asks: question }) => (
              <Fact key={factor} name={question}>
                {String(Reflect.get(facts, factor) ?? '')}
              </Fact>
            ))}
          </Facts>
        </details>
      )}
    </>
  );
}

const stepWord = (kind: string): string =>
  kind === 'note' || kind === 'judged' || kind === 'notice-sent' || kind === 'form-106-filed' || kind === 'settled'
    ? t(`discrepancies.did.${kind}`)
    : kind;
