/** What counts as evidence, in Spanish; the English stands in the list of facts itself. */
const spanish: Readonly<Record<string, string>> = {
  'state board lookup': 'consulta a la junta del estado',
  'names and licences on its website': 'nombres y licencias en su sitio web',
  'its own words': 'lo que dice el propio centro',
  'lookup at the certifying board': 'consulta a la junta que certifica',
  'certificate shown': 'certificado mostrado',
  'card code checked with the issuer': 'código de la tarjeta comprobado con quien la emite',
  'cards shown with their dates': 'tarjetas mostradas con sus fechas',
  'written plan shown': 'plan escrito mostrado',
  'website read by an editor': 'sitio web leído por un editor',
  'signed report or written plan': 'informe firmado o plan escrito',
  'signed report or written plan with times': 'informe firmado o plan escrito con horas',
  'inspection or accreditation': 'inspección o acreditación',
  'list or photographs with a date': 'lista o fotos con fecha',
  'record of the last drill': 'registro del último simulacro',
  'written plan or consent form': 'plan escrito o consentimiento',
  'number that answered when called': 'número que contestó al llamar',
  'number published': 'número publicado',
  'public list of certified settings': 'lista pública de lugares certificados',
  'page or paper that explains it': 'página o documento que lo explica',
  'page or consent form': 'página o consentimiento',
  'signed report with denominators': 'informe firmado con denominadores',
  'page that tells both sides': 'página que cuenta los dos lados',
  'consent form or page that says so': 'consentimiento o página que lo dice',
  'page or consent form that lists them': 'página o consentimiento con la lista',
  'price list with a date': 'lista de precios con fecha',
  'price list that says so': 'lista de precios que lo dice',
  'written rule': 'regla escrita',
  'privacy notice that answers it': 'aviso de privacidad que lo responde',
};

/** @throws RangeError for evidence that nobody has translated */
export function evidenceWord(language: 'en' | 'es', english: string): string {
  const said = language === 'en' ? english.replaceAll('licence', 'license') : spanish[english];
  if (said === undefined) throw new RangeError(`not translated: ${english}`);
  return said;
}
