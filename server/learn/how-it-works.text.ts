/** How it is thought to work. */
import type { Figures } from '#clinical/learn/learn.ts';
import { cellPicture } from '#server/public/pictures-cells.ts';
import type { LearnPage } from './article.ts';

export function howItWorks(_: Figures): LearnPage {
  return {
    slug: 'how-it-works',
    title: { en: 'How ketamine is thought to work', es: 'Cómo se cree que funciona la ketamina' },
    lead: {
      en: 'We know what it does first. We think we know some of what follows. Nobody knows for sure why mood lifts.',
      es: 'Sabemos lo que hace primero. Creemos saber parte de lo que sigue. Nadie sabe con certeza por qué mejora el ánimo.',
    },
    short: [
      {
        en: 'It **blocks a gate** on nerve cells. This is well shown.',
        es: '**Cierra una puerta** en las células nerviosas. Esto está bien demostrado.',
      },
      {
        en: 'For a short time, cells **send more** of a messenger called glutamate. Shown mostly in animals.',
        es: 'Por poco tiempo las células **envían más** de un mensajero llamado glutamato. Se ha visto sobre todo en animales.',
      },
      {
        en: 'Cells may then **grow new contacts**. Thought likely, not settled.',
        es: 'Luego las células pueden **crear contactos nuevos**. Es probable, pero no está resuelto.',
      },
      {
        en: 'Why mood lifts, and why not in everyone, is **not known**.',
        es: 'Por qué mejora el ánimo, y por qué no en todas las personas, **no se sabe**.',
      },
    ],
    sections: [
      {
        id: 'three-moments',
        title: { en: 'Three moments', es: 'Tres momentos' },
        blocks: [
          {
            is: 'cards',
            cards: [
              {
                title: { en: 'First: it blocks a gate', es: 'Primero: cierra una puerta' },
                draw: (language) =>
                  cellPicture(
                    'blocks',
                    language === 'en'
                      ? 'Two nerve cells face each other. Crosses stand on the three gates between them.'
                      : 'Dos células nerviosas, una frente a la otra. Hay cruces sobre las tres puertas entre ellas.',
                  ),
                words: [
                  {
                    en: 'Nerve cells talk with a messenger called **glutamate**. Ketamine blocks one of its gates, the NMDA receptor.',
                    es: 'Las células nerviosas hablan con un mensajero llamado **glutamato**. La ketamina cierra una de sus puertas, el receptor NMDA.',
                  },
                ],
                shown: { dots: 3, words: { en: 'Well shown', es: 'Bien demostrado' } },
              },
              {
                title: { en: 'Then: more messenger, for a short time', es: 'Después: más mensajero, por poco tiempo' },
                draw: (language) =>
                  cellPicture(
                    'more',
                    language === 'en'
                      ? 'Many dots of messenger stand between the two cells. The gates are open.'
                      : 'Hay muchos puntos de mensajero entre las dos células. Las puertas están abiertas.',
                  ),
                words: [
                  {
                    en: 'With that gate blocked, more glutamate seems to be set free for a while. Other gates get busier.',
                    es: 'Con esa puerta cerrada, parece soltarse más glutamato por un rato. Otras puertas trabajan más.',
                  },
                ],
                shown: { dots: 2, words: { en: 'Shown mostly in animals', es: 'Visto sobre todo en animales' } },
              },
              {
                title: { en: 'Last: cells may grow new contacts', es: 'Al final: pueden crecer contactos nuevos' },
                draw: (language) =>
                  cellPicture(
                    'contacts',
                    language === 'en'
                      ? 'The lower cell holds growth protein and puts out new twigs.'
                      : 'La célula de abajo tiene proteína de crecimiento y saca ramas nuevas.',
                  ),
                words: [
                  {
                    en: 'Cells make more of a growth protein called **BDNF**. New contacts between cells may follow, and may outlast the medicine.',
                    es: 'Las células hacen más de una proteína de crecimiento llamada **BDNF**. Pueden crecer contactos nuevos, que quizá duren más que la medicina.',
                  },
                ],
                shown: { dots: 1, words: { en: 'Thought likely, not settled', es: 'Probable, no resuelto' } },
              },
            ],
          },
          {
            is: 'say',
            words: {
              en: 'Gold dots are glutamate. Rust crosses are ketamine. Plum marks are BDNF. The pictures are sketches, not to scale.',
              es: 'Los puntos dorados son glutamato. Las cruces son ketamina. Las marcas color ciruela son BDNF. Son dibujos sencillos, sin escala.',
            },
          },
        ],
      },
      {
        id: 'other-ideas',
        title: { en: 'Other ideas', es: 'Otras ideas' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Your body turns ketamine into other substances. One of them may do part of the work.',
                es: 'Su cuerpo convierte la ketamina en otras sustancias. Una de ellas podría hacer parte del trabajo.',
              },
              {
                en: 'The left-hand and the right-hand form may work in different ways.',
                es: 'La forma izquierda y la derecha podrían actuar de manera distinta.',
              },
              {
                en: 'A small part of the brain that reacts to bad news may calm down.',
                es: 'Una parte pequeña del cerebro que responde a lo malo podría calmarse.',
              },
            ],
          },
          {
            is: 'say',
            words: {
              en: 'These ideas do not rule each other out. Most come from work with animals.',
              es: 'Una idea no excluye a las otras. Casi todas vienen de trabajos con animales.',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Why the lift in mood lasts days, when the medicine is gone in hours.',
        es: 'Por qué el ánimo mejora por días, si la medicina se va en horas.',
      },
      { en: 'Why it helps some people and not others.', es: 'Por qué ayuda a unas personas y a otras no.' },
      {
        en: 'Whether the strange feelings are needed for it to work. Studies do not agree.',
        es: 'Si las sensaciones extrañas hacen falta para que funcione. Los estudios no coinciden.',
      },
    ],
    references: ['zanos2018'],
  };
}
