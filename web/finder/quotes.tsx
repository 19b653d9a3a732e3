import { Button } from '@mantine/core';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card } from '#web/ui/parts.tsx';
import { changeEntry, type Entry, type Quote } from './finder.queries.ts';
import { AnswerDialog, ReadPageDialog, ToldDialog } from './quote-forms.tsx';
import type { Why } from './why-dialog.tsx';

type Doing = { what: 'read' } | { what: 'told' | 'answer'; quote: Quote };

/** Words of the center that rules question: quoted, dated, and whether the center was told and answered. */
export function Quotes({ entry, ask }: { entry: Entry; ask: (why: Why) => void }) {
  const mayEdit = maySee(useMe(), 'center.edit');
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const live = entry.quotes.filter(({ endedOn }) => endedOn === null);
  const ended = entry.quotes.filter(({ endedOn }) => endedOn !== null);
  return (
    <Card
      title={t('quotes.title')}
      aside={mayEdit && <Button onClick={() => setDoing({ what: 'read' })}>{t('quotes.read')}</Button>}
    >
      <div className="stack g3">
        {live.length === 0 && <p className="quiet">{t('quotes.none')}</p>}
        {live.map((quote) => (
          <div key={quote.id} className="stack g1">
            <Quoted quote={quote} />
            {mayEdit && (
              <div className="row g1 no-print">
                {quote.toldOn === null ? (
                  <Button
                    aria-label={t('quotes.toldOf', { words: quote.words })}
                    onClick={() => setDoing({ what: 'told', quote })}
                  >
                    {t('quotes.told')}
                  </Button>
                ) : (
                  <Button
                    aria-label={t('quotes.answerOf', { words: quote.words })}
                    onClick={() => setDoing({ what: 'answer', quote })}
                  >
                    {t('quotes.answer')}
                  </Button>
                )}
                <Button
                  variant="subtle"
                  color="red"
                  aria-label={t('quotes.endOf', { words: quote.words })}
                  onClick={() =>
                    ask({
                      title: t('quotes.endTitle'),
                      body: t('quotes.endBody'),
                      act: t('quotes.end'),
                      danger: true,
                      send: async (reason) => {
                        await changeEntry(entry, `/quotes/${quote.id}/end`, { reason });
                      },
                    })
                  }
                >
                  {t('quotes.end')}
                </Button>
              </div>
            )}
          </div>
        ))}
        {ended.length > 0 && (
          <details className="folded">
            <summary>{t('centerFacts.ended', { count: ended.length })}</summary>
            <div className="stack g2">
              {ended.map((quote) => (
                <Quoted key={quote.id} quote={quote} />
              ))}
            </div>
          </details>
        )}
      </div>
      {doing?.what === 'read' && <ReadPageDialog entry={entry} close={close} />}
      {doing?.what === 'told' && <ToldDialog entry={entry} quote={doing.quote} close={close} />}
      {doing?.what === 'answer' && <AnswerDialog entry={entry} quote={doing.quote} close={close} />}
    </Card>
  );
}

function Quoted({ quote }: { quote: Quote }) {
  const { words, title, foundOn, toldOn, answer, endedOn, link } = quote;
  return (
    <div className="stack g05">
      <p className="as-written strong">“{words}”</p>
      <p className="small quiet">
        {t('quotes.line', { title, found: day(foundOn) })}{' '}
        {link !== null && (
          <a className="inline-way" href={link} target="_blank" rel="noreferrer nofollow">
            {t('centerFacts.link')}
          </a>
        )}
      </p>
      <p className="small">
        {toldOn === null ? t('quotes.notTold') : t('quotes.toldLine', { day: day(toldOn) })}{' '}
        {answer !== null && t('quotes.answered', { answer })}{' '}
        {endedOn !== null && t('quotes.endedOn', { day: day(endedOn) })}
      </p>
    </div>
  );
}
