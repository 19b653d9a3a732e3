/** Choosing a center. */
import type { Figures } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';

export function choosingACenter(_: Figures): LearnPage {
  return {
    slug: 'choosing-a-center',
    title: { en: 'Choosing a center', es: 'Elegir un centro' },
    lead: {
      en: 'What to look for, what to ask, and when to walk away.',
      es: 'Qué mirar, qué preguntar y cuándo irse.',
    },
    short: [
      {
        en: '**Who they are:** a license you can look up.',
        es: '**Quiénes son:** una licencia que usted puede comprobar.',
      },
      {
        en: '**Safety:** someone who watches, and a plan for trouble.',
        es: '**Seguridad:** alguien que vigila y un plan si algo va mal.',
      },
      {
        en: '**Openness:** risks, limits and the full price, before you pay.',
        es: '**Claridad:** riesgos, límites y el precio completo, antes de pagar.',
      },
      {
        en: '**Walk away** from sure promises and from sales on the first day.',
        es: '**Váyase** si hay promesas seguras o ventas el primer día.',
      },
    ],
    sections: [
      {
        id: 'look-for',
        title: { en: 'What to look for', es: 'Qué mirar' },
        blocks: [
          {
            is: 'cards',
            cards: [
              {
                title: { en: 'Who they are', es: 'Quiénes son' },
                words: [
                  {
                    en: 'Names and licenses of those who decide and those who watch.',
                    es: 'Nombres y licencias de quienes deciden y de quienes vigilan.',
                  },
                  {
                    en: 'Someone with training in mental health is part of the team.',
                    es: 'Alguien con formación en salud mental es parte del equipo.',
                  },
                  { en: 'Staff are trained in life support.', es: 'El personal sabe reanimación.' },
                ],
              },
              {
                title: { en: 'Safety', es: 'Seguridad' },
                words: [
                  {
                    en: 'They ask about your health and medicines before the first dose.',
                    es: 'Preguntan por su salud y sus medicinas antes de la primera dosis.',
                  },
                  {
                    en: 'Blood pressure and oxygen are measured, at set times.',
                    es: 'Se miden la presión y el oxígeno, a horas fijas.',
                  },
                  {
                    en: 'There is oxygen, a plan for emergencies, and a rule for leaving.',
                    es: 'Hay oxígeno, un plan de emergencia y una regla para salir.',
                  },
                ],
              },
              {
                title: { en: 'Openness', es: 'Claridad' },
                words: [
                  {
                    en: 'They say “off-label” and name side effects without being asked.',
                    es: 'Dicen “fuera de etiqueta” y nombran efectos sin que se lo pidan.',
                  },
                  { en: 'The full price is in writing.', es: 'El precio completo está por escrito.' },
                  { en: 'They say what happens if it does not help.', es: 'Dicen qué pasa si no ayuda.' },
                ],
              },
            ],
          },
          {
            is: 'say',
            words: {
              en: 'Our [list of centers](/centers) shows these facts one by one, with source and date. What nobody has told us says “not known”. That is not a no. It is a question to ask.',
              es: 'Nuestra [lista de centros](/centers) muestra estos datos uno por uno, con fuente y fecha. Lo que nadie nos dijo dice “no se sabe”. No es un no. Es una pregunta por hacer.',
            },
          },
        ],
      },
      {
        id: 'walk-away',
        title: { en: 'When to walk away', es: 'Cuándo irse' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Nobody asks about your health before the first dose.',
                es: 'Nadie pregunta por su salud antes de la primera dosis.',
              },
              { en: 'They promise that it will work for you.', es: 'Le prometen que a usted le va a funcionar.' },
              { en: 'They say there are no side effects.', es: 'Dicen que no hay efectos secundarios.' },
              { en: 'They mail it to you and nobody watches.', es: 'Se la mandan por correo y nadie vigila.' },
              {
                en: 'They run a drip in a hotel or at your home without having seen you.',
                es: 'Ponen el goteo en un hotel o en su casa sin haberle visto.',
              },
              { en: 'You must buy a package on the first day.', es: 'Tiene que comprar un paquete el primer día.' },
              { en: 'You may leave alone.', es: 'Le dejan irse solo.' },
            ],
          },
        ],
      },
      {
        id: 'stories',
        title: { en: 'Stories and badges', es: 'Historias y sellos' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'Stories of patients are chosen by the center. They cannot tell you how many did not get better. Being a member of a society shows a fee, and sometimes a promise. It does not show training.',
              es: 'El centro elige las historias de pacientes. No dicen cuántos no mejoraron. Ser miembro de una sociedad muestra una cuota y a veces una promesa. No muestra formación.',
            },
          },
          {
            is: 'say',
            words: {
              en: 'Ask for counts instead: of 100 people you treated, how many got much better, and how many do you know about?',
              es: 'Pida cuentas: de cada 100 personas que trataron, ¿cuántas mejoraron mucho y de cuántas lo saben?',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Which centers get better results. Few publish counts.',
        es: 'Qué centros logran mejores resultados. Pocos publican cuentas.',
      },
      {
        en: 'Whether a center with more facts shown is a better one. It is easier to check.',
        es: 'Si un centro con más datos a la vista es mejor. Es más fácil de comprobar.',
      },
    ],
    references: ['sanacora2017', 'askp', 'rems'],
  };
}
