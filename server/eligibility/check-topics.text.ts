/**
 * What the page for the doctor says about an answer, and what to ask. It never says yes or no to the treatment.
 *
 * `<measured>` stands for the blood pressure that the person typed.
 */
import { adultFrom, olderFrom } from '#clinical/chart/chart.ts';
import {
  type CheckPart,
  type CheckTopicName,
  decisionAbove,
  eventWindow,
  lowSystolicBeforeDose,
  suicidalThoughtsByAge,
  trialsNeeded,
} from '#clinical/eligibility/eligibility.ts';
import type { Both } from '#server/public/language.ts';

export const partWords: Readonly<Record<CheckPart, Both>> = {
  first: { en: 'Talk about this first', es: 'Hable primero de esto' },
  also: { en: 'Talk about this too', es: 'Hable también de esto' },
  studies: { en: 'What studies were about', es: 'De qué trataron los estudios' },
  'not-known': { en: 'You did not know', es: 'No lo sabía' },
};

export type TopicWords = { readonly says: Both; readonly asks: Both };

/** Answers about which no rule says anything. */
export const quietTopics = [
  'age-adult',
  'death-no',
  'aneurysm-no',
  'heart-no',
  'mind-no',
  'substances-no',
  'pregnancy-no',
  'pregnancy-not-possible',
] as const satisfies readonly CheckTopicName[];
type Spoken = Exclude<CheckTopicName, (typeof quietTopics)[number]>;

const [from, older, weeks, needed] = [adultFrom.value, olderFrom.value, eventWindow.value, trialsNeeded.value];
const { systolic, diastolic } = decisionAbove.value;
const young = suicidalThoughtsByAge.rows.find((row) => row.from === from)?.below ?? from;

export const topicWords: Readonly<Record<Spoken, TopicWords>> = {
  'age-minor': {
    says: {
      en: `You are under ${from}. This treatment is not approved at your age. There is other help.`,
      es: `Tiene menos de ${from} años. Este tratamiento no está aprobado a su edad. Hay otra ayuda.`,
    },
    asks: { en: 'What can help me now, at my age?', es: '¿Qué me puede ayudar ahora, a mi edad?' },
  },
  'age-young': {
    says: {
      en: `You are under ${young}. On depression pills, a few people of your age think more of suicide at first.`,
      es: `Tiene menos de ${young} años. Con pastillas para la depresión, algunas personas de su edad piensan más en el suicidio al principio.`,
    },
    asks: {
      en: 'Who asks how I feel, and how often? Whom do I call between visits?',
      es: '¿Quién me pregunta cómo me siento, y cada cuánto? ¿A quién llamo entre visitas?',
    },
  },
  'age-older': {
    says: {
      en: `You are ${older} or older. Blood pressure rises more, and you may be less steady when you get up.`,
      es: `Tiene ${older} años o más. La presión sube más, y puede estar menos firme al levantarse.`,
    },
    asks: {
      en: 'Do you start lower at my age? Who helps me when I stand up?',
      es: '¿Empiezan con menos a mi edad? ¿Quién me ayuda al levantarme?',
    },
  },
  'age-not-known': {
    says: {
      en: `You did not say your age. It matters under ${young} and from ${older} on.`,
      es: `No dijo su edad. Importa antes de los ${young} y desde los ${older}.`,
    },
    asks: { en: 'Does my age change the risk for me?', es: '¿Cambia mi edad el riesgo?' },
  },
  'diagnosis-depression': {
    says: {
      en: 'A doctor told you that you have depression. Most studies were about that. This does not mean that it fits you.',
      es: 'Un médico le dijo que tiene depresión. De eso trató la mayoría de los estudios. Eso no quiere decir que le convenga.',
    },
    asks: {
      en: 'Is it FDA approved for what I have, or off-label?',
      es: '¿Está aprobado por la FDA para lo que tengo, o es fuera de etiqueta?',
    },
  },
  'diagnosis-psychotic': {
    says: {
      en: 'You have depression with voices or false beliefs. Most studies left people like you out. It may get worse.',
      es: 'Tiene depresión con voces o creencias falsas. La mayoría de los estudios dejó fuera a personas como usted. Puede empeorar.',
    },
    asks: {
      en: 'What is safer for me? What would you do if voices came back?',
      es: '¿Qué es más seguro para mí? ¿Qué haría si vuelven las voces?',
    },
  },
  'diagnosis-bipolar': {
    says: {
      en: 'You have bipolar disorder. FDA has not approved it for this. Mood can go too high.',
      es: 'Tiene trastorno bipolar. La FDA no lo ha aprobado para esto. El ánimo puede subir demasiado.',
    },
    asks: {
      en: 'Do I need a mood medicine first? Who watches for high mood?',
      es: '¿Necesito antes una medicina para el ánimo? ¿Quién vigila si sube?',
    },
  },
  'diagnosis-other': {
    says: {
      en: 'You have something other than depression. FDA has not approved it for this, and there are fewer studies.',
      es: 'Tiene algo distinto de la depresión. La FDA no lo ha aprobado para esto, y hay menos estudios.',
    },
    asks: {
      en: 'What do studies show for what I have? What else is there?',
      es: '¿Qué muestran los estudios para lo que tengo? ¿Qué más hay?',
    },
  },
  'diagnosis-not-known': {
    says: {
      en: 'What you have. A full talk about your mental health comes before any dose.',
      es: 'Qué tiene. Antes de cualquier dosis viene una charla completa sobre su salud mental.',
    },
    asks: { en: 'What do I have, and how do you know?', es: '¿Qué tengo, y cómo lo sabe?' },
  },
  'tries-enough': {
    says: {
      en: `You took ${needed} or more medicines for long enough, and they did not help enough. Large studies looked at that group. This does not mean that it fits you.`,
      es: `Tomó ${needed} o más medicinas el tiempo suficiente y no le ayudaron bastante. Los estudios grandes vieron a ese grupo. Eso no quiere decir que le convenga.`,
    },
    asks: {
      en: 'What else could I try, such as other medicines, talk therapy, magnetic stimulation or ECT?',
      es: '¿Qué más podría probar: otras medicinas, terapia, estimulación magnética o TEC?',
    },
  },
  'tries-one': {
    says: {
      en: `You took fewer than ${needed} medicines for long enough. Large studies were about people who had tried ${needed} or more.`,
      es: `Tomó menos de ${needed} medicinas el tiempo suficiente. Los estudios grandes fueron con personas que habían probado ${needed} o más.`,
    },
    asks: {
      en: 'Should I try another medicine or talk therapy first?',
      es: '¿Debo probar antes otra medicina o terapia?',
    },
  },
  'tries-none': {
    says: {
      en: `You have not taken one for long enough. Large studies were about people who had tried ${needed} or more.`,
      es: `No ha tomado ninguna el tiempo suficiente. Los estudios grandes fueron con personas que habían probado ${needed} o más.`,
    },
    asks: { en: 'What should I try first, and for how long?', es: '¿Qué debo probar primero, y por cuánto tiempo?' },
  },
  'tries-not-known': {
    says: {
      en: 'How many medicines you took for long enough. Your drugstore or your doctor can list them.',
      es: 'Cuántas medicinas tomó el tiempo suficiente. Su farmacia o su médico puede hacer la lista.',
    },
    asks: {
      en: 'Can we write down what I took, how much and for how long?',
      es: '¿Podemos anotar qué tomé, cuánto y por cuánto tiempo?',
    },
  },
  'death-sometimes': {
    says: {
      en: 'You said that you think of death at times. Tell your doctor. The treatment is not shown to prevent suicide.',
      es: 'Dijo que a veces piensa en la muerte. Dígaselo a su médico. No está demostrado que el tratamiento evite el suicidio.',
    },
    asks: {
      en: 'What is my plan for a bad night? Whom do I call?',
      es: '¿Cuál es mi plan para una mala noche? ¿A quién llamo?',
    },
  },
  'death-yes': {
    says: {
      en: 'You said that you think of ending your life. Tell someone today. Do not wait for this treatment.',
      es: 'Dijo que piensa en quitarse la vida. Dígaselo a alguien hoy. No espere a este tratamiento.',
    },
    asks: {
      en: 'What can keep me safe today and tonight?',
      es: '¿Qué me puede mantener a salvo hoy y esta noche?',
    },
  },
  'death-not-known': {
    says: {
      en: 'You did not say if you think of death. You can still tell a doctor. They ask so that they can help.',
      es: 'No dijo si piensa en la muerte. Aún puede decírselo a un médico. Pregunta para ayudar.',
    },
    asks: {
      en: 'If such thoughts come, whom do I call, day or night?',
      es: 'Si llegan esos pensamientos, ¿a quién llamo, de día o de noche?',
    },
  },
  'pressure-urgent': {
    says: {
      en: 'You said your blood pressure was **<measured>**. That is very high. Have it checked today. With chest pain, trouble seeing or a bad headache, call 911.',
      es: 'Dijo que su presión era de **<measured>**. Es muy alta. Haga que la revisen hoy. Con dolor de pecho, vista borrosa o mucho dolor de cabeza, llame al 911.',
    },
    asks: { en: 'Why is it so high, and what brings it down?', es: '¿Por qué está tan alta, y qué la baja?' },
  },
  'pressure-high': {
    says: {
      en: `You said your blood pressure was **<measured>**. Treatment raises it for an hour or two. Above ${systolic} over ${diastolic}, a doctor weighs the risk before each dose.`,
      es: `Dijo que su presión era de **<measured>**. El tratamiento la sube por una hora o dos. Con más de ${systolic} sobre ${diastolic}, un médico decide antes de cada dosis.`,
    },
    asks: {
      en: 'Can we bring my blood pressure down first? What is your limit?',
      es: '¿Podemos bajar antes mi presión? ¿Cuál es su límite?',
    },
  },
  'pressure-low': {
    says: {
      en: `You said your blood pressure was **<measured>**. That is low: the first number is under ${lowSystolicBeforeDose.value.amberBelow}.`,
      es: `Dijo que su presión era de **<measured>**. Es baja: el primer número es menos de ${lowSystolicBeforeDose.value.amberBelow}.`,
    },
    asks: { en: 'Why is it low? Does it change the plan?', es: '¿Por qué está baja? ¿Cambia eso el plan?' },
  },
  'pressure-not-known': {
    says: {
      en: 'Your blood pressure. Many drugstores measure it for free.',
      es: 'Su presión. Muchas farmacias la miden gratis.',
    },
    asks: {
      en: 'Can you measure it now? How often do you measure it on the day?',
      es: '¿Puede medirla ahora? ¿Cada cuánto la miden ese día?',
    },
  },
  'aneurysm-mine': {
    says: {
      en: 'You had an aneurysm or bleeding in the brain. The label of the spray says not to use it then.',
      es: 'Tuvo un aneurisma o sangrado en el cerebro. La etiqueta del aerosol dice que entonces no se use.',
    },
    asks: { en: 'What can help me without this risk?', es: '¿Qué me puede ayudar sin este riesgo?' },
  },
  'aneurysm-family': {
    says: {
      en: 'Someone in your family had an aneurysm or bleeding in the brain. If you have one is not known.',
      es: 'Alguien de su familia tuvo un aneurisma o sangrado en el cerebro. No se sabe si usted tiene uno.',
    },
    asks: { en: 'Do I need a check before I start?', es: '¿Necesito un examen antes de empezar?' },
  },
  'aneurysm-not-known': {
    says: {
      en: 'If you or your family had an aneurysm or bleeding in the brain. Having had one rules out the spray.',
      es: 'Si usted o su familia tuvo un aneurisma o sangrado en el cerebro. Haberlo tenido descarta el aerosol.',
    },
    asks: { en: 'Do I need a check before I start?', es: '¿Necesito un examen antes de empezar?' },
  },
  'heart-recent': {
    says: {
      en: `You had a heart attack, a stroke or a weak heart in the last ${weeks} weeks. That is too soon for a quick rise in blood pressure.`,
      es: `Tuvo un infarto, un derrame o el corazón débil en las últimas ${weeks} semanas. Es muy pronto para que la presión suba de golpe.`,
    },
    asks: {
      en: 'When is my heart ready? What does my heart doctor say?',
      es: '¿Cuándo estará listo mi corazón? ¿Qué dice mi cardiólogo?',
    },
  },
  'heart-earlier': {
    says: {
      en: 'You had a heart attack, a stroke or a weak heart. A doctor weighs the risk first.',
      es: 'Tuvo un infarto, un derrame o el corazón débil. Un médico decide primero.',
    },
    asks: {
      en: 'Do I need a heart test? Who can help me at once if my heart acts up?',
      es: '¿Necesito un examen del corazón? ¿Quién me ayuda enseguida si mi corazón falla?',
    },
  },
  'heart-not-known': {
    says: {
      en: 'If you had a heart attack, a stroke or a weak heart.',
      es: 'Si tuvo un infarto, un derrame o el corazón débil.',
    },
    asks: { en: 'Do I need a heart test before I start?', es: '¿Necesito un examen del corazón antes de empezar?' },
  },
  'mind-now': {
    says: {
      en: 'You hear or see things, or your mood is very high now. The treatment can make that worse. It needs care first.',
      es: 'Oye o ve cosas, o su ánimo está muy alto ahora. El tratamiento puede empeorarlo. Primero hay que atender eso.',
    },
    asks: { en: 'What helps me with this first?', es: '¿Qué me ayuda primero con esto?' },
  },
  'mind-past': {
    says: {
      en: 'You once heard or saw things, or had very high moods. It can come back.',
      es: 'Antes oyó o vio cosas, o tuvo el ánimo muy alto. Puede volver.',
    },
    asks: {
      en: 'How would we notice early? What would you do then?',
      es: '¿Cómo lo notaríamos pronto? ¿Qué haría entonces?',
    },
  },
  'mind-not-known': {
    says: {
      en: 'If you heard or saw what others did not, or had very high moods. Someone close to you may know.',
      es: 'Si oyó o vio lo que otros no, o tuvo el ánimo muy alto. Alguien cercano puede saberlo.',
    },
    asks: { en: 'Can we ask someone who knows me well?', es: '¿Podemos preguntar a alguien que me conoce bien?' },
  },
  'substances-now': {
    says: {
      en: 'You said that alcohol or drugs cause you trouble now. Help with that comes first. Nobody should turn you away for saying so.',
      es: 'Dijo que el alcohol o las drogas le causan problemas ahora. Primero viene la ayuda con eso. Nadie debe rechazarle por decirlo.',
    },
    asks: { en: 'Where can I get help with this first?', es: '¿Dónde consigo ayuda con esto primero?' },
  },
  'substances-past': {
    says: {
      en: 'You had trouble with alcohol or drugs. A center looks more closely then.',
      es: 'Tuvo problemas con el alcohol o las drogas. Un centro pone entonces más atención.',
    },
    asks: { en: 'How will we watch for old habits?', es: '¿Cómo vigilamos los viejos hábitos?' },
  },
  'substances-ketamine': {
    says: {
      en: 'You used ketamine on your own. Tell the center. It can hurt the bladder, and wanting more can grow.',
      es: 'Usó ketamina por su cuenta. Dígalo en el centro. Puede dañar la vejiga, y las ganas pueden crecer.',
    },
    asks: {
      en: 'Is this treatment safe for me? What else is there?',
      es: '¿Es seguro para mí este tratamiento? ¿Qué más hay?',
    },
  },
  'substances-not-known': {
    says: {
      en: 'You did not say if alcohol or drugs cause trouble. A center will ask, and may test.',
      es: 'No dijo si el alcohol o las drogas le causan problemas. Un centro preguntará y puede hacer una prueba.',
    },
    asks: { en: 'Who sees what I say about alcohol and drugs?', es: '¿Quién ve lo que digo sobre alcohol y drogas?' },
  },
  'pregnancy-pregnant': {
    says: {
      en: 'You are pregnant. The treatment may harm your child. It is not advised now.',
      es: 'Está embarazada. El tratamiento puede dañar a su bebé. Ahora no se aconseja.',
    },
    asks: { en: 'What is safe for my child and me?', es: '¿Qué es seguro para mi bebé y para mí?' },
  },
  'pregnancy-breastfeeding': {
    says: {
      en: 'You breastfeed. The label advises against it during treatment.',
      es: 'Da el pecho. La etiqueta aconseja no hacerlo durante el tratamiento.',
    },
    asks: { en: 'Can we wait, or choose something else?', es: '¿Podemos esperar o elegir otra cosa?' },
  },
  'pregnancy-not-known': {
    says: {
      en: 'If you are pregnant or breastfeed. A test comes before the first dose where it is possible.',
      es: 'Si está embarazada o da el pecho. Si es posible, se hace una prueba antes de la primera dosis.',
    },
    asks: { en: 'Can I have a pregnancy test first?', es: '¿Me pueden hacer antes una prueba de embarazo?' },
  },
};
