/** The 24 facts in words: what each is called, why it matters, and the question it becomes when nobody has answered it. */
import type { FactGroup, FactName, FactState } from '#clinical/finder/finder.ts';
import type { Both } from '#server/public/language.ts';

type FactWords = { readonly name: Both; readonly why: Both; readonly ask: Both };

export const factWords: Record<FactName, FactWords> = {
  'medical-team': {
    name: { en: 'Team and licenses', es: 'Equipo y licencias' },
    why: {
      en: 'A license can be checked with the state board. It says who may treat you.',
      es: 'Una licencia se puede comprobar con la junta del estado. Dice quién puede tratarle.',
    },
    ask: {
      en: 'Who prescribes, who gives the medicine, and what are their license numbers?',
      es: '¿Quién receta, quién da la medicina y cuáles son sus números de licencia?',
    },
  },
  'board-certification': {
    name: { en: 'Board certification', es: 'Certificación de la junta' },
    why: {
      en: 'It shows training in one field, such as psychiatry or anesthesia.',
      es: 'Muestra formación en un campo, como psiquiatría o anestesia.',
    },
    ask: { en: 'Is the prescriber board certified? In what?', es: '¿Quien receta tiene certificación? ¿En qué?' },
  },
  'life-support': {
    name: { en: 'Life-support training', es: 'Formación en soporte vital' },
    why: {
      en: 'Breathing or blood pressure can change fast. Someone trained must be there.',
      es: 'La respiración o la presión pueden cambiar rápido. Debe haber alguien preparado.',
    },
    ask: {
      en: 'Who in the room has life-support training, and is the card still valid?',
      es: '¿Quién en la sala tiene formación en soporte vital y está vigente?',
    },
  },
  protocols: {
    name: { en: 'Treatment plan described', es: 'Plan de tratamiento descrito' },
    why: {
      en: 'A written plan means that care does not depend on who works that day.',
      es: 'Un plan escrito significa que la atención no depende de quién trabaja ese día.',
    },
    ask: { en: 'May I see your written treatment plan?', es: '¿Puedo ver su plan de tratamiento por escrito?' },
  },
  website: {
    name: { en: 'Clear, complete website', es: 'Sitio web claro y completo' },
    why: {
      en: 'Names, prices and risks in the open let you prepare at home.',
      es: 'Nombres, precios y riesgos a la vista le dejan prepararse en casa.',
    },
    ask: {
      en: 'Where can I read about your team, your prices and the risks?',
      es: '¿Dónde puedo leer sobre su equipo, sus precios y los riesgos?',
    },
  },
  'in-the-room': {
    name: { en: 'Who is in the room', es: 'Quién está en la sala' },
    why: {
      en: 'Side effects need someone who sees them at once.',
      es: 'Los efectos secundarios necesitan a alguien que los vea enseguida.',
    },
    ask: {
      en: 'Who is in the room with me, for how long, and how many people do they watch at once?',
      es: '¿Quién está en la sala conmigo, cuánto tiempo y a cuántas personas vigila a la vez?',
    },
  },
  'vital-signs': {
    name: { en: 'Vital signs, how often', es: 'Signos vitales, cada cuánto' },
    why: {
      en: 'Ketamine can raise blood pressure and slow breathing. It must be measured.',
      es: 'La ketamina puede subir la presión y frenar la respiración. Hay que medirlas.',
    },
    ask: {
      en: 'What do you measure, how often, and until when?',
      es: '¿Qué miden, cada cuánto y hasta cuándo?',
    },
  },
  equipment: {
    name: { en: 'Emergency equipment', es: 'Equipo de emergencia' },
    why: {
      en: 'Oxygen, suction and a defibrillator must be in reach before they are needed.',
      es: 'Oxígeno, succión y desfibrilador deben estar a mano antes de hacer falta.',
    },
    ask: {
      en: 'What emergency equipment is in the room? May I see it?',
      es: '¿Qué equipo de emergencia hay en la sala? ¿Puedo verlo?',
    },
  },
  'reaction-plan': {
    name: { en: 'Plan for bad reactions', es: 'Plan para malas reacciones' },
    why: {
      en: 'Fear, high blood pressure or vomiting should meet a plan, not a guess.',
      es: 'El miedo, la presión alta o el vómito deben tener un plan, no una improvisación.',
    },
    ask: {
      en: 'What is your plan if I have a bad reaction? Who calls the hospital?',
      es: '¿Cuál es su plan si reacciono mal? ¿Quién llama al hospital?',
    },
  },
  'emergency-drills': {
    name: { en: 'Emergency drills', es: 'Simulacros de emergencia' },
    why: {
      en: 'What is practiced works. What is only written may not.',
      es: 'Lo que se practica funciona. Lo que solo está escrito puede fallar.',
    },
    ask: {
      en: 'When was your last emergency drill? May I see the record?',
      es: '¿Cuándo fue su último simulacro de emergencia? ¿Puedo ver el registro?',
    },
  },
  screening: {
    name: { en: 'Screening before treatment', es: 'Examen antes del tratamiento' },
    why: {
      en: 'Some people should not have ketamine. A center must look first.',
      es: 'Algunas personas no deben recibir ketamina. Un centro debe mirar antes.',
    },
    ask: {
      en: 'Who examines me before the first dose, and what would make you say no?',
      es: '¿Quién me examina antes de la primera dosis y qué les haría decir que no?',
    },
  },
  discharge: {
    name: { en: 'When you may leave', es: 'Cuándo puede irse' },
    why: {
      en: 'Leaving too early can mean a fall or fainting on the way home.',
      es: 'Irse demasiado pronto puede significar una caída o un desmayo en el camino.',
    },
    ask: {
      en: 'How do you decide that I may leave?',
      es: '¿Cómo deciden que ya puedo irme?',
    },
  },
  escort: {
    name: { en: 'Ride-home rule', es: 'Regla de vuelta a casa' },
    why: {
      en: 'You must not drive until the next day, after a good sleep.',
      es: 'No debe manejar hasta el día siguiente, después de dormir bien.',
    },
    ask: {
      en: 'Who must take me home, and what happens if nobody comes?',
      es: '¿Quién debe llevarme a casa y qué pasa si no viene nadie?',
    },
  },
  'emergency-contact': {
    name: { en: 'Emergency contact', es: 'Contacto de urgencia' },
    why: {
      en: 'Trouble can come at night, when the center is closed.',
      es: 'Los problemas pueden llegar de noche, con el centro cerrado.',
    },
    ask: {
      en: 'Who answers at night and on weekends?',
      es: '¿Quién contesta de noche y los fines de semana?',
    },
  },
  rems: {
    name: { en: 'Spravato (REMS) certificate', es: 'Certificado de Spravato (REMS)' },
    why: {
      en: 'Only certified places may give Spravato. It is a rule of the FDA.',
      es: 'Solo los lugares certificados pueden dar Spravato. Es una regla de la FDA.',
    },
    ask: {
      en: 'Are you certified for Spravato at this address? (Not needed for other ketamine.)',
      es: '¿Están certificados para Spravato en esta dirección? (No hace falta para otra ketamina.)',
    },
  },
  process: {
    name: { en: 'Process explained', es: 'Proceso explicado' },
    why: {
      en: 'Knowing each step takes away fear and shows what you may refuse.',
      es: 'Conocer cada paso quita miedo y muestra lo que puede rechazar.',
    },
    ask: {
      en: 'What happens from the first call to the last session?',
      es: '¿Qué pasa desde la primera llamada hasta la última sesión?',
    },
  },
  risks: {
    name: { en: 'Risks explained', es: 'Riesgos explicados' },
    why: {
      en: 'A center that hides risks cannot get a real yes from you.',
      es: 'Un centro que oculta riesgos no puede obtener de usted un sí de verdad.',
    },
    ask: {
      en: 'What can go wrong, for me and over the years?',
      es: '¿Qué puede salir mal, para mí y con los años?',
    },
  },
  benefit: {
    name: { en: 'Benefit and its limits', es: 'Beneficio y sus límites' },
    why: {
      en: 'It does not help everyone, and it may fade. Numbers need people behind them.',
      es: 'No ayuda a todos y puede pasar. Los números necesitan personas detrás.',
    },
    ask: {
      en: 'Out of 100 people you treated, how many got much better? How many did not?',
      es: 'De 100 personas que trataron, ¿cuántas mejoraron mucho? ¿Cuántas no?',
    },
  },
  'off-label': {
    name: { en: 'Off-label status', es: 'Uso fuera de etiqueta' },
    why: {
      en: 'The FDA approved one esketamine spray for depression. It did not approve ketamine for it.',
      es: 'La FDA aprobó un aerosol de esketamina para la depresión. No aprobó la ketamina para eso.',
    },
    ask: {
      en: 'Is my treatment off-label? Where does the consent form say so?',
      es: '¿Mi tratamiento es fuera de etiqueta? ¿Dónde lo dice el consentimiento?',
    },
  },
  'side-effects': {
    name: { en: 'Side effects listed', es: 'Efectos secundarios en lista' },
    why: {
      en: 'Most people feel some. A list helps you tell what is expected.',
      es: 'La mayoría siente alguno. Una lista ayuda a saber qué es esperable.',
    },
    ask: {
      en: 'Which side effects do your patients have, and how often?',
      es: '¿Qué efectos secundarios tienen sus pacientes y con qué frecuencia?',
    },
  },
  'full-cost': {
    name: { en: 'Full price', es: 'Precio completo' },
    why: {
      en: 'One session is rarely all. Ask for the whole course and the first visit.',
      es: 'Una sesión casi nunca es todo. Pida el precio de la serie y de la primera visita.',
    },
    ask: {
      en: 'What will I pay in all, from the first visit to the last session?',
      es: '¿Cuánto pagaré en total, desde la primera visita hasta la última sesión?',
    },
  },
  'who-bills': {
    name: { en: 'Who bills you', es: 'Quién le cobra' },
    why: {
      en: 'A doctor, a lab or a pharmacy may send a bill of their own.',
      es: 'Un médico, un laboratorio o una farmacia pueden cobrar aparte.',
    },
    ask: { en: 'Who else will bill me?', es: '¿Quién más me cobrará?' },
  },
  refunds: {
    name: { en: 'Refunds', es: 'Devoluciones' },
    why: {
      en: 'Many people stop early. Money paid ahead may be lost.',
      es: 'Muchas personas paran antes. Lo pagado por adelantado se puede perder.',
    },
    ask: { en: 'If I stop early, what do I get back?', es: 'Si paro antes, ¿qué me devuelven?' },
  },
  'use-of-data': {
    name: { en: 'Use of your data', es: 'Uso de sus datos' },
    why: {
      en: 'Your story is health data. You should know who may read it.',
      es: 'Su historia es un dato de salud. Debe saber quién puede leerla.',
    },
    ask: {
      en: 'What happens to my health data? Do you sell or share it?',
      es: '¿Qué pasa con mis datos de salud? ¿Los venden o comparten?',
    },
  },
};

export const groupWords: Record<FactGroup, { name: Both; short: Both; says: Both }> = {
  who: {
    name: { en: 'Who they are', es: 'Quiénes son' },
    short: { en: 'Who', es: 'Quiénes' },
    says: {
      en: 'The people, and whether a board stands behind them.',
      es: 'Las personas, y si una junta las respalda.',
    },
  },
  safety: {
    name: { en: 'Safety', es: 'Seguridad' },
    short: { en: 'Safety', es: 'Seguridad' },
    says: {
      en: 'What protects you while the medicine acts.',
      es: 'Lo que le protege mientras la medicina actúa.',
    },
  },
  openness: {
    name: { en: 'Openness', es: 'Transparencia' },
    short: { en: 'Openness', es: 'Transparencia' },
    says: {
      en: 'Whether you are told what you need to decide.',
      es: 'Si le dicen lo que necesita para decidir.',
    },
  },
};

export const stateWords: Record<FactState, { name: Both; counted: Both; means: Both }> = {
  verified: {
    name: { en: 'Verified', es: 'Verificado' },
    counted: { en: 'verified', es: 'verificados' },
    means: {
      en: 'An outside source agrees: a licensing board, a registry, the issuer. We show which one, and when we looked.',
      es: 'Una fuente externa lo confirma: una junta, un registro, quien lo emite. Mostramos cuál y cuándo miramos.',
    },
  },
  documented: {
    name: { en: 'Documented', es: 'Documentado' },
    counted: { en: 'documented', es: 'documentados' },
    means: {
      en: 'A page, a paper or the center’s signed report shows it. We link to it.',
      es: 'Lo muestra una página, un documento o el informe firmado del centro. Ponemos el enlace.',
    },
  },
  claimed: {
    name: { en: 'Claimed', es: 'Afirmado' },
    counted: { en: 'claimed', es: 'afirmados' },
    means: {
      en: 'The center says so. Nothing else shows it yet.',
      es: 'El centro lo dice. Nada más lo muestra todavía.',
    },
  },
  'not-known': {
    name: { en: 'Not known', es: 'No se sabe' },
    counted: { en: 'not known', es: 'sin datos' },
    means: {
      en: 'Nobody has told us. This is not a “no”. It is a question to ask.',
      es: 'Nadie nos lo ha dicho. No es un «no». Es una pregunta para hacer.',
    },
  },
  expired: {
    name: { en: 'Expired', es: 'Vencido' },
    counted: { en: 'expired', es: 'vencidos' },
    means: {
      en: 'It was checked once, but too long ago to rely on.',
      es: 'Se comprobó una vez, pero hace demasiado tiempo para confiar.',
    },
  },
  contradicted: {
    name: { en: 'Contradicted', es: 'Contradicho' },
    counted: { en: 'contradicted', es: 'contradichos' },
    means: {
      en: 'Two sources disagree, or the law says otherwise. We quote both.',
      es: 'Dos fuentes no coinciden, o la ley dice otra cosa. Citamos las dos.',
    },
  },
};
