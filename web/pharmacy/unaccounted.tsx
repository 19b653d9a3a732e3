import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isOldDraw } from '#clinical/pharmacy/pharmacy.ts';
import { ago, clockOrMoment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { type Product, sessionsQuery, stockQuery, type Unaccounted, unaccountedQuery } from './pharmacy.queries.ts';
import { amount, chairOf, lotOf, nameOf, productOf } from './stock-words.ts';

/** Drawn and neither given, wasted nor returned: by person, the oldest first; and doses that came from no container. */
export function UnaccountedDrugs() {
  const asked = useQuery({ ...unaccountedQuery, refetchInterval: 60_000 });
  const products = useQuery(stockQuery).data?.products ?? [];
  return (
    <When asked={asked} rows={1}>
      {({ people, undrawn, serverMs }) => (
        <>
          {people.length + undrawn.length === 0 && <Notice state="green">{t('unaccounted.none')}</Notice>}
          {undrawn.length > 0 && <Undrawn doses={undrawn} nowMs={serverMs} />}
          {people.length > 0 && (
            <Card title={t('unaccounted.title')} flush>
              <ul className="rows unaccounted">
                {people.map((person) => (
                  <Person key={person.practitionerId} person={person} products={products} nowMs={serverMs} />
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </When>
  );
}

type Doses = Unaccounted['undrawn'];

/** Given, and out of no container that is booked: explained in the record of its session. */
function Undrawn({ doses, nowMs }: { doses: Doses; nowMs: number }) {
  const me = useMe();
  const { timeZone } = me;
  const sessions = useQuery({ ...sessionsQuery, enabled: maySee(me, 'session.read') }).data?.sessions ?? [];
  const says = (dose: Doses[number]) => {
    const of = sessions.find(({ id }) => id === dose.sessionId);
    const what = doseSays(dose);
    return of === undefined ? what : t('undrawn.for', { chair: chairOf(of), name: nameOf(of.patient), what });
  };
  return (
    <Notice state="amber" title={t('undrawn.title', { count: doses.length })}>
      <p>{t('undrawn.hint')}</p>
      <ul className="unaccounted-lines">
        {doses.map((dose) => (
          <li key={dose.eventId}>
            {dose.sessionId === null ? (
              <span>{says(dose)}</span>
            ) : (
              <Link className="text-way" to="/sessions/$id" params={{ id: dose.sessionId }}>
                {says(dose)}
              </Link>
            )}
            <span className="small quiet">
              {t('unaccounted.at', { at: clockOrMoment(Date.parse(dose.at), timeZone), ago: ago(dose.at, nowMs) })}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function doseSays({ kind, ug, lot }: Doses[number]): string {
  const what = t(
    kind === 'dose-started'
      ? 'undrawn.infusion'
      : kind === 'device-given'
        ? 'undrawn.device'
        : kind === 'injection-given'
          ? 'undrawn.injection'
          : kind === 'spray-given'
            ? 'undrawn.spray'
            : 'undrawn.mouth',
  );
  const amountSays = ug === null ? what : t('undrawn.of', { what, amount: amount(ug, undefined) });
  return lot === null ? amountSays : t('undrawn.lot', { what: amountSays, lot });
}

type Props = { person: Unaccounted['people'][number]; products: readonly Product[]; nowMs: number };

function Person({ person, products, nowMs }: Props) {
  const { timeZone } = useMe();
  const lines = [
    ...person.draws.map((of) => ({
      ...of,
      key: of.id,
      at: of.drawnAt,
      ug: of.outUg,
      what: 'unaccounted.drawn' as const,
    })),
    ...person.rests.map((of) => ({
      ...of,
      key: `rest ${of.itemId}`,
      at: of.openedAt,
      ug: of.insideUg,
      what: 'unaccounted.rest' as const,
    })),
  ];
  const isOld = lines.some(({ ageMin }) => isOldDraw(ageMin));
  return (
    <li>
      <span className="row-main strong">{person.name}</span>
      <Pill state={isOld ? 'red' : 'amber'}>
        {t(isOld ? 'unaccounted.old' : 'unaccounted.since', { ago: ago(person.oldestAt, nowMs) })}
      </Pill>
      <ul className="unaccounted-lines">
        {lines.map(({ key, at, ug, what, productId, productName, itemId, lot, serial, ageMin }) => (
          <li key={key}>
            <Link className="text-way" to="/pharmacy/containers/$id" params={{ id: itemId }}>
              {t(what, {
                amount: amount(ug, productOf(products, productId)),
                name: productName,
                lot: lotOf({ lot, serial }),
              })}
            </Link>
            <span className={isOldDraw(ageMin) ? 'small say-old' : 'small quiet'}>
              {t('unaccounted.at', { at: clockOrMoment(Date.parse(at), timeZone), ago: ago(at, nowMs) })}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
