import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { deaDrugCode, isReported, strengthInWords } from '#clinical/pharmacy/pharmacy.ts';
import { day, moment, today } from '#web/platform/format.ts';
import { clinicQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { PaperBoxes, PaperFields, PaperPart, PaperTable, PrintThis } from './paper.tsx';
import { type Discrepancy, discrepanciesQuery, type Product, stockQuery } from './pharmacy.queries.ts';
import { amount, measureOf, productOf } from './stock-words.ts';

/** What DEA Form 106 asks of a theft or loss, as far as the register knows it. A person files it, at the DEA. */
export function Form106Screen() {
  const id = useParams({ strict: false, select: (params) => params.id ?? '' });
  const discrepancies = useQuery(discrepanciesQuery('all'));
  const stock = useQuery(stockQuery);
  const clinic = useQuery(clinicQuery).data?.name;
  return (
    <Page
      title={t('form106.title')}
      intro={t('form106.intro')}
      back={{ to: '/pharmacy/discrepancies', label: t('discrepancies.title') }}
      actions={<PrintThis />}
    >
      <When asked={discrepancies} rows={4}>
        {({ discrepancies: all }) => {
          const of = all.find((one) => one.id === id);
          if (of === undefined) return <Notice state="plain">{t('form106.unknown')}</Notice>;
          return (
            <When asked={stock} rows={4}>
              {({ products }) => <Paper of={of} all={all} products={products} clinic={clinic} />}
            </When>
          );
        }}
      </When>
    </Page>
  );
}

const months = 24;
/** The same day so many months before, as far as a comparison needs it. */
const before = (on: string): string => `${Number(on.slice(0, 4)) - months / 12}${on.slice(4)}`;

type Props = { of: Discrepancy; all: readonly Discrepancy[]; products: readonly Product[]; clinic: string | undefined };

function Paper({ of, all, products, clinic }: Props) {
  const { timeZone } = useMe();
  const product = productOf(products, of.productId);
  const measure = product === undefined ? undefined : measureOf(product);
  const dayOf = (at: string) => today(timeZone, Date.parse(at));
  const found = dayOf(of.discoveredAt);
  const others = all.filter(
    (one) =>
      one.id !== of.id &&
      isReported(one.judgement ?? undefined) &&
      dayOf(one.discoveredAt) >= before(found) &&
      dayOf(one.discoveredAt) <= found,
  );
  const sent = of.steps.find(({ kind }) => kind === 'notice-sent')?.doneOn;
  const filed = of.steps.find(({ kind }) => kind === 'form-106-filed')?.doneOn;
  return (
    <article className="paper">
      {!isReported(of.judgement ?? undefined) && (
        <Notice state="amber" title={t('form106.notJudged')}>
          {t('form106.notJudgedHow')}
        </Notice>
      )}
      <Notice state="blue" title={t('form106.filing')}>
        {t('form106.filingHow')}
      </Notice>
      <PaperPart title={t('form106.report')}>
        <PaperFields
          fields={[
            [t('form106.noticeBy'), of.noticeBy === null ? undefined : day(of.noticeBy)],
            [t('form106.noticeSent'), sent == null ? undefined : day(sent)],
            [t('form106.by'), of.form106By === null ? undefined : day(of.form106By)],
            [t('form106.filed'), filed == null ? undefined : day(filed)],
          ]}
        />
        <PaperBoxes title={t('form106.kind')} boxes={[t('form106.new'), t('form106.amended')]} />
      </PaperPart>
      <PaperPart title={t('form106.registrant')}>
        <PaperFields
          fields={[
            [t('paper.registrant'), clinic],
            [t('paper.deaNumber')],
            [t('paper.address')],
            [t('paper.telephone')],
            [t('form106.county')],
          ]}
        />
        <PaperBoxes
          title={t('form106.business')}
          boxes={[
            ...[t('form106.pharmacy'), t('form106.practitioner'), t('form106.manufacturer'), t('form106.hospital')],
            ...[t('form106.distributor'), t('form106.methadone'), t('form106.other')],
          ]}
        />
      </PaperPart>
      <PaperPart title={t('form106.what')}>
        <PaperFields
          fields={[
            [t('form106.date')],
            [t('form106.found'), moment(of.discoveredAt, timeZone)],
            [t('form106.where'), of.locationName],
            [t('form106.before', { months }), t('form106.recorded', { count: others.length })],
            [t('form106.police')],
            [t('form106.department')],
            [t('form106.value')],
            [t('form106.goods')],
          ]}
        />
        <PaperBoxes
          title={t('form106.type')}
          boxes={[
            ...[t('form106.break-in'), t('form106.robbery'), t('form106.employee'), t('form106.customer')],
            ...[t('form106.transit'), t('form106.other')],
          ]}
        />
      </PaperPart>
      <PaperPart title={t('form106.items')}>
        <PaperTable
          label={t('form106.items')}
          heads={[
            ...[t('paper.ndc'), t('form106.name'), t('paper.substance'), t('paper.form')],
            ...[t('paper.strength'), t('form106.quantity')],
          ]}
          rows={[
            [
              ...[product?.ndc ?? deaDrugCode.value, of.productName, product?.substance ?? ''],
              product === undefined ? '' : t(`product.form.${product.form}`),
              measure === undefined ? '' : strengthInWords(measure),
              of.differenceUg < 0 ? amount(-of.differenceUg, product) : '',
            ],
          ]}
        />
        <p className="small pharmacy-words">{t('form106.says', { says: of.says })}</p>
      </PaperPart>
      <PaperPart title={t('form106.signed')}>
        <PaperFields fields={[[t('form41.printed')], [t('form41.signature')], [t('form41.signedOn')]]} />
      </PaperPart>
      <p className="small quiet">{t('paper.from', { id: of.id })}</p>
    </article>
  );
}
