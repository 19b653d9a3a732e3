/**
 * What the learning pages rest on, by name: as a reader cites it, and where it stands.
 *
 * A link goes to the journal, to PubMed Central or to the office itself. What was read as a copy elsewhere is named with
 * that place and is no link: a copy is not ours to vouch for.
 */
export type Cited = {
  readonly cite: string;
  readonly url: string | undefined;
  /** Where a copy was read. */
  readonly copyAt?: string;
  /** Pages that sell what they price. */
  readonly sells?: true;
};

const known = {
  han2016: {
    cite: 'Han 2016: nine studies of one infusion. Neuropsychiatric Disease and Treatment',
    url: 'https://doi.org/10.2147/NDT.S117146',
  },
  fava2018: {
    cite: 'Fava 2018: four doses of one infusion. Molecular Psychiatry',
    url: 'https://doi.org/10.1038/s41380-018-0256-5',
  },
  phillips2019: {
    cite: 'Phillips 2019: single, repeated and weekly infusions. American Journal of Psychiatry',
    url: 'https://doi.org/10.1176/appi.ajp.2018.18070834',
  },
  elektD: {
    cite: 'ELEKT-D (Anand 2023): infusions or ECT. New England Journal of Medicine',
    url: 'https://doi.org/10.1056/NEJMoa2302399',
  },
  ketEct: {
    cite: 'KetECT (Sweden 2022): infusions or ECT in hospital',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9154276/',
  },
  karmaDep2: {
    cite: 'KARMA-Dep 2 (Jelovac 2025): infusions or midazolam in hospital. JAMA Psychiatry',
    url: 'https://doi.org/10.1001/jamapsychiatry.2025.3019',
  },
  kads: {
    cite: 'KADS (Loo 2023): injections under the skin. British Journal of Psychiatry',
    url: 'https://doi.org/10.1192/bjp.2023.79',
  },
  mcInnes2022: {
    cite: 'McInnes 2022: infusions in US clinics. Journal of Affective Disorders',
    url: 'https://doi.org/10.1016/j.jad.2021.12.097',
  },
  turkoz2021: {
    cite: 'Turkoz 2021: TRANSFORM-1 and TRANSFORM-2 over time. Journal of Clinical Psychiatry',
    url: 'https://www.psychiatrist.com/jcp/depression/response-to-esketamine-after-initial-nonresponse/',
  },
  transformTables: {
    cite: 'Benefit and risk of esketamine, TRANSFORM-1 to TRANSFORM-3. Clinical Pharmacology and Therapeutics 2021;109:536',
    url: 'https://doi.org/10.1002/cpt.2024',
  },
  transform1: {
    cite: 'TRANSFORM-1 (Fedgchin 2019), table of side effects. International Journal of Neuropsychopharmacology',
    url: 'https://doi.org/10.1093/ijnp/pyz039',
  },
  sustain1: {
    cite: 'SUSTAIN-1 (Daly 2019): going on with the spray or stopping it. JAMA Psychiatry',
    url: 'https://doi.org/10.1001/jamapsychiatry.2019.1189',
  },
  sustain3: {
    cite: 'SUSTAIN-3: the spray for up to six and a half years. International Journal of Neuropsychopharmacology 2025',
    url: 'https://doi.org/10.1093/ijnp/pyaf027',
  },
  janik2025: {
    cite: 'Janik 2025 (TRD4005): the spray without a pill. JAMA Psychiatry',
    url: 'https://doi.org/10.1001/jamapsychiatry.2025.1317',
  },
  escapeTrd: {
    cite: 'ESCAPE-TRD (Reif 2023): the spray or quetiapine. New England Journal of Medicine',
    url: 'https://doi.org/10.1056/NEJMoa2304145',
  },
  aspire2: { cite: 'ASPIRE II, table of side effects', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7816667/' },
  wilkinson2018: {
    cite: 'Wilkinson 2018: one infusion and thoughts of suicide. American Journal of Psychiatry 175:150',
    url: 'https://doi.org/10.1176/appi.ajp.2017.17040472',
  },
  yale2024: {
    cite: 'Blood pressure in 2342 infusions (Yale). General Hospital Psychiatry 2024',
    url: 'https://doi.org/10.1016/j.genhosppsych.2024.07.001',
  },
  doherty2020: {
    cite: 'Doherty 2020: esketamine, heart and blood pressure. CNS Drugs',
    url: 'https://doi.org/10.1007/s40263-020-00699-4',
  },
  short2018: {
    cite: 'Short 2018: side effects of ketamine in depression, a review. Lancet Psychiatry',
    url: 'https://doi.org/10.1016/S2215-0366(17)30272-9',
  },
  cystitis2023: {
    cite: 'The first published case of bladder damage from treatment. BMC Psychiatry',
    url: 'https://doi.org/10.1186/s12888-023-05468-3',
  },
  noppers2011: {
    cite: 'Noppers 2011: liver tests in long infusions. Pain',
    url: 'https://doi.org/10.1016/j.pain.2011.03.026',
  },
  cotter2021: {
    cite: 'Cotter 2021: liver reports to FDA. Drug Safety',
    url: 'https://doi.org/10.1007/s40264-021-01120-9',
  },
  zanos2018: {
    cite: 'Zanos and Gould 2018: how ketamine may work. Molecular Psychiatry 23:801',
    url: 'https://doi.org/10.1038/mp.2017.255',
  },
  otto2021: {
    cite: 'Otto 2021: ketamine in the blood after infusion',
    url: 'https://doi.org/10.1007/s00228-021-03104-1',
  },
  perezRuixo2021: {
    cite: 'Perez-Ruixo 2021: esketamine in the blood after the spray',
    url: 'https://doi.org/10.1007/s40262-020-00953-4',
  },
  kamp2020: {
    cite: 'Kamp 2020: ketamine in the blood, data of many studies',
    url: 'https://doi.org/10.1097/ALN.0000000000003577',
  },
  simons2022: {
    cite: 'Simons 2022: a film of esketamine under the tongue',
    url: 'https://doi.org/10.3389/fpain.2022.946486',
  },
  labelSpravato: {
    cite: 'FDA label of Spravato (esketamine nasal spray)',
    url: 'https://nctr-crs.fda.gov/fdalabel/services/spl/set-ids/d81a6a79-a74a-44b7-822c-0dfa3036eaed/spl-doc',
  },
  labelKetalar: {
    cite: 'FDA label of Ketalar (ketamine)',
    url: undefined,
    copyAt: 'fda.report',
  },
  rems: {
    cite: 'FDA: safety program (REMS) of Spravato',
    url: 'https://www.accessdata.fda.gov/scripts/cder/rems/index.cfm?event=IndvRemsDetails.page&REMS=386',
  },
  fdaNasal: {
    cite: 'FDA warning about ketamine nasal spray made by pharmacies',
    url: undefined,
    copyAt: 'doh.wa.gov',
  },
  fdaCompounded: {
    cite: 'FDA warning about ketamine made by pharmacies, oral forms above all',
    url: undefined,
    copyAt: 'drugs.com',
  },
  sanacora2017: {
    cite: 'Consensus of the American Psychiatric Association (Sanacora 2017). JAMA Psychiatry 74:399',
    url: 'https://doi.org/10.1001/jamapsychiatry.2017.0080',
  },
  canmat2021: {
    cite: 'CANMAT guideline on racemic ketamine (Swainson 2021)',
    url: 'https://doi.org/10.1177/0706743720970860',
  },
  asra2018: {
    cite: 'Consensus on ketamine infusions for pain: who should not have them (2018)',
    url: 'https://doi.org/10.1097/AAP.0000000000000808',
  },
  telemedicine: {
    cite: 'Federal Register 90:61301, prescribing by video',
    url: 'https://www.govinfo.gov/app/details/FR-2025-12-31/2025-24123',
  },
  noSurprises: {
    cite: 'No Surprises Act, 45 CFR 149.610 and 149.620',
    url: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-B/part-149',
  },
  prices: {
    cite: 'Price pages of ketaminetherapyfordepression.org, kair-program.com and healingmaps.com',
    url: undefined,
    sells: true,
  },
  askp: { cite: 'Standards of the society of ketamine clinicians (ASKP3)', url: 'https://www.askp.org/' },
} as const satisfies Readonly<Record<string, Cited>>;

export type Reference = keyof typeof known;
export const literature: Readonly<Record<Reference, Cited>> = known;
