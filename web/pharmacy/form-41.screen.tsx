import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { form41Lines } from '#clinical/pharmacy/pharmacy.ts';
import { day } from '#web/platform/format.ts';
import { clinicQuery } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { PaperFields, PaperPart, PaperTable, PrintThis } from './paper.tsx';
import { type Disposal, disposalsQuery, type Product, stockQuery } from './pharmacy.queries.ts';
import { measureOf, productOf } from './stock-words.ts';

/** What DEA Form 41 asks of stock that was destroyed here, from the register. A person copies, signs and keeps it. */
export function Form41Screen() {
  const id = useParams({ strict: false, select: (params) => params.id ?? '' });
  const disposals = useQuery(disposalsQuery);
  const stock = useQuery(stockQuery);
  const clinic = useQuery(clinicQuery).data?.name;
  return (
    <Page
      title={t('form41.title')}
      intro={t('form41.intro')}
      back={{ to: '/pharmacy/destroy', label: t('destroy.title') }}
      actions={<PrintThis />}
    >
      <When asked={disposals} rows={4}>
        {({ disposals: all }) => {
          const of = all.find((one) => one.id === id);
          if (of === undefined) return <Notice state="plain">{t('form41.unknown')}</Notice>;
          if (of.how !== 'destroyed-on-site') return <Notice state="plain">{t('form41.handedOver')}</Notice>;
          return (
            <When asked={stock} rows={4}>
              {({ products }) => <Paper of={of} products={products} clinic={clinic} />}
            </When>
          );
        }}
      </When>
    </Page>
  );
}

type Props = { of: Disposal; products: readonly Product[]; clinic: string | undefined };

function Paper({ of, products, clinic }: Props) {
  const lines = form41Lines(
    of.containers.flatMap(({ productId, contentUg, removedUg }) => {
      const product = productOf(products, productId);
      if (product === undefined) return [];
      const { name, substance, ndc } = product;
      return [{ productId, name, substance, ndc, measure: measureOf(product), contentUg, destroyedUg: removedUg }];
    }),
  );
  return (
    <article className="paper">
      <Notice state="blue" title={t('form41.filing')}>
        {t('form41.filingHow')}
      </Notice>
      <PaperPart title={t('form41.a')}>
        <PaperFields
          fields={[
            [t('paper.registrant'), clinic],
            [t('paper.deaNumber')],
            [t('paper.address')],
            [t('paper.telephone')],
            [t('paper.contact')],
          ]}
        />
      </PaperPart>
      <PaperPart title={t('form41.b')} hint={t('form41.bHint')}>
        <PaperTable
          label={t('form41.b')}
          heads={[
            ...[t('paper.ndc'), t('form41.batch'), t('paper.substance'), t('paper.strength'), t('paper.form')],
            ...[t('paper.package'), t('form41.full'), t('form41.partial'), t('form41.total')],
          ]}
          rows={lines.map((line) => [
            ...[line.code, t('form41.notBulk'), line.substance, line.strength, t(`product.form.${line.form}`)],
            ...[line.package, String(line.fullPackages), line.partial ?? t('form41.noPartial'), line.total],
          ])}
        />
        <p className="small num">
          {t('form41.lots', { lots: [...new Set(of.containers.map(({ lot }) => lot))].join(', ') })}
        </p>
      </PaperPart>
      <PaperPart title={t('form41.c')}>
        <PaperFields
          fields={[
            [t('form41.date'), day(of.doneOn)],
            [t('destroy.method'), of.method],
            [t('destroy.place'), of.place],
            ...(of.document === null ? [] : [[t('destroy.document'), of.document] as const]),
          ]}
        />
      </PaperPart>
      <PaperPart title={t('form41.d')} hint={t('form41.dHint')}>
        {[of.doneByName, of.witnessedByName].map((name) => (
          <PaperFields
            key={name}
            fields={[[t('form41.printed'), name], [t('form41.signature')], [t('form41.signedOn')]]}
          />
        ))}
      </PaperPart>
      <p className="small quiet">{t('paper.from', { id: of.id })}</p>
    </article>
  );
}
