/** Off-label use, law, and licensed supervision. */
import type { Figures } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';
import { day, stayOf } from './say.ts';

export function lawPage({ of }: Figures): LearnPage {
  const nasal = day(of.fdaWarnings.value.nasalOn);
  const all = day(of.fdaWarnings.value.allOn);
  const alone = day(of.sprayAloneApproved.value.on);
  const video = day(of.prescribingByVideo.value.until);
  const read = day(of.prescribingByVideo.checkedOn);
  const stay = stayOf(of.leastStays.nasal.value);
  const schedule = of.schedule.value;
  return {
    slug: 'law',
    title: { en: 'Off-label use, law, and who must be there', es: 'Uso fuera de etiqueta, ley y quién debe estar' },
    lead: {
      en: 'What the law says in the United States, and what it leaves open.',
      es: 'Qué dice la ley en Estados Unidos y qué deja abierto.',
    },
    short: [
      {
        en: '**Off-label** means: FDA has not approved it for this. It is legal.',
        es: '**Fuera de etiqueta** quiere decir: la FDA no la aprobó para esto. Es legal.',
      },
      {
        en: '**Ketamine** is off-label for depression, whatever the way.',
        es: '**La ketamina** es fuera de etiqueta para la depresión, en cualquier forma.',
      },
      {
        en: '**The spray** is approved, and only centers in a safety program may give it.',
        es: '**El aerosol** está aprobado y solo lo dan centros de un programa de seguridad.',
      },
      {
        en: '**FDA has warned twice** about ketamine that pharmacies mix, above all at home.',
        es: '**Hay dos advertencias de la FDA** sobre la ketamina que preparan farmacias, sobre todo en casa.',
      },
    ],
    sections: [
      {
        id: 'off-label',
        title: { en: 'What off-label means', es: 'Qué quiere decir fuera de etiqueta' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'FDA approved ketamine for anesthesia. A doctor may also use it for something else. This is called off-label. It is legal and common. It means that no maker has shown FDA that it works and is safe for depression.',
              es: 'La FDA aprobó la ketamina como anestésico. Un médico puede usarla también para otra cosa. Eso se llama fuera de etiqueta. Es legal y común. Quiere decir que ningún fabricante le mostró a la FDA que sirve y es segura para la depresión.',
            },
          },
          {
            is: 'list',
            items: [
              {
                en: 'Your center should say “off-label” in plain words before you sign.',
                es: 'Su centro debe decir “fuera de etiqueta” con claridad antes de que firme.',
              },
              {
                en: 'A center that calls ketamine “FDA approved” for depression is wrong. The spray is approved, ketamine is not.',
                es: 'Un centro que dice que la ketamina está “aprobada por la FDA” para la depresión se equivoca. El aerosol sí, la ketamina no.',
              },
              {
                en: 'Insurance often does not pay for off-label use.',
                es: 'El seguro muchas veces no paga el uso fuera de etiqueta.',
              },
            ],
          },
        ],
      },
      {
        id: 'spray',
        title: { en: 'The spray and its safety program', es: 'El aerosol y su programa de seguridad' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `FDA approved esketamine spray for adults: for depression that did not get better with other pills, and for depression with acute thoughts of suicide. Since ${alone.en} the first may go without a pill. It has **not** been shown to prevent suicide or to lower thoughts of suicide.`,
              es: `La FDA aprobó el aerosol de esketamina para adultos: para la depresión que no mejoró con otras pastillas y para la depresión con pensamientos agudos de suicidio. Desde el ${alone.es} la primera puede ir sin pastilla. **No** se ha demostrado que evite el suicidio ni que baje los pensamientos de suicidio.`,
            },
          },
          {
            is: 'list',
            items: [
              {
                en: 'The center is certified. You are signed up in the program (REMS).',
                es: 'El centro está certificado. Usted queda inscrito en el programa (REMS).',
              },
              {
                en: `A prescriber is on site. A health worker watches you spray, and you stay for at least ${stay.en}.`,
                es: `Un profesional que receta está en el lugar. Alguien de salud mira cuando usted se aplica, y usted se queda al menos ${stay.es}.`,
              },
              { en: 'It is never sent home with you.', es: 'Nunca se lo dan para llevar.' },
            ],
          },
        ],
      },
      {
        id: 'warnings',
        title: { en: 'Two warnings of FDA', es: 'Dos advertencias de la FDA' },
        blocks: [
          {
            is: 'steps',
            steps: [
              {
                when: nasal,
                words: {
                  en: '**Nasal ketamine mixed by a pharmacy.** FDA learned of harm after such sprays were used for mental illness. The product is not approved. No dose has been reviewed. Many cases are likely not reported.',
                  es: '**Ketamina nasal preparada en farmacia.** La FDA supo de daños tras usar esos aerosoles para enfermedades mentales. El producto no está aprobado. Ninguna dosis ha sido revisada. Es probable que muchos casos no se informen.',
                },
              },
              {
                when: all,
                words: {
                  en: '**All mixed ketamine, above all by mouth at home.** It is not approved for any mental illness. Named risks: deep sleepiness, feeling outside yourself, mental events, high blood pressure, slow breathing, bladder trouble, misuse. At home nobody watches.',
                  es: '**Toda la ketamina preparada, sobre todo por boca en casa.** No está aprobada para ninguna enfermedad mental. Riesgos que nombra: mucho sueño, sentirse fuera del cuerpo, problemas mentales, presión alta, respiración lenta, problemas de vejiga, mal uso. En casa nadie vigila.',
                },
              },
            ],
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: 'Someone sells it by mail? Ask: who checks my blood pressure and breathing, and who comes if something goes wrong?',
              es: '¿Alguien la vende por correo? Pregunte: ¿quién vigila mi presión y mi respiración, y quién viene si algo sale mal?',
            },
          },
        ],
      },
      {
        id: 'who-must-be-there',
        title: { en: 'Who must be there', es: 'Quién debe estar' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'For the spray, FDA says it. For infusions of ketamine no federal rule does. States decide, and they differ. In most states there is no special license for a ketamine clinic: it runs on the licenses of its people.',
              es: 'Para el aerosol lo dice la FDA. Para las infusiones de ketamina ninguna regla federal lo dice. Deciden los estados y no son iguales. En casi todos no hay una licencia especial para clínicas de ketamina: vale la licencia de sus profesionales.',
            },
          },
          {
            is: 'list',
            items: [
              {
                en: 'Ask for the name and license of who decides the dose. You can look it up at the state board.',
                es: 'Pida el nombre y la licencia de quien decide la dosis. Puede buscarla en la junta del estado.',
              },
              {
                en: 'Ask who is in the room, and who could help you breathe.',
                es: 'Pregunte quién está en la sala y quién podría ayudarle a respirar.',
              },
              {
                en: 'Doctors’ groups ask for someone who can treat heart and breathing trouble, on site the whole time.',
                es: 'Grupos de médicos piden a alguien que sepa tratar problemas del corazón y la respiración, en el lugar todo el tiempo.',
              },
            ],
          },
        ],
      },
      {
        id: 'controlled',
        title: { en: 'A controlled medicine', es: 'Una medicina controlada' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Both are in schedule ${schedule} of the law on controlled medicines. Doctors need a license for it. They may check the state’s record of your prescriptions.`,
              es: `Las dos están en la lista ${schedule} de la ley de medicinas controladas. Los médicos necesitan permiso. Pueden revisar el registro de sus recetas en el estado.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `For now, a doctor may prescribe such a medicine by video without seeing you first. As we last read on ${read.en}, this ends on ${video.en}. State law may ask for more.`,
              es: `Por ahora, un médico puede recetar una medicina así por video sin verle antes. Según leímos el ${read.es}, esto termina el ${video.es}. La ley del estado puede pedir más.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'What the rule on video visits will be after its last day.',
        es: 'Cuál será la regla de las citas por video después de su último día.',
      },
      {
        en: 'The rules of every state. We have read some of them only.',
        es: 'Las reglas de cada estado. Solo hemos leído algunas.',
      },
    ],
    runsOut: [of.prescribingByVideo.value.until],
    references: ['labelSpravato', 'labelKetalar', 'rems', 'fdaNasal', 'fdaCompounded', 'telemedicine', 'sanacora2017'],
  };
}
