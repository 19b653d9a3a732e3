/** Every medicine this room knows by name, with its classes; and products that hold more than one. */
import { practice, table } from '#clinical/sources.ts';
import { type Ingredient, ingredientsOf } from './drug-classes.ts';
import { otherMedicines } from './drugs-of-the-body.ts';
import { antidepressants, otherPsychotropics } from './drugs-of-the-mind.ts';

/** RxNorm codes only where the basis gives them (4.2). Written from general knowledge: a pharmacist reads the list. */
const codes: Readonly<Record<string, string>> = { ketamine: '6130', esketamine: '2119365' };

const known = ingredientsOf([...antidepressants, ...otherPsychotropics, ...otherMedicines]).map((of): Ingredient => {
  const code = codes[of.ingredient];
  return code === undefined ? of : { ...of, rxnormCode: code };
});

export const ingredients = table<Ingredient>(
  'Medicines by name: ingredient, RxNorm name, brands, classes',
  '1',
  practice('clinical basis 2.5, 4.2', 'unverified'),
  known,
);

type Product = { readonly names: readonly string[]; readonly ingredients: readonly string[] };

export const combinationProducts = table<Product>(
  'Products that hold more than one medicine',
  '1',
  practice('clinical basis 2.5', 'unverified'),
  [
    { names: ['Auvelity'], ingredients: ['dextromethorphan', 'bupropion'] },
    { names: ['Nuedexta'], ingredients: ['dextromethorphan', 'quinidine'] },
    { names: ['Symbyax'], ingredients: ['olanzapine', 'fluoxetine'] },
    { names: ['Lybalvi'], ingredients: ['olanzapine', 'samidorphan'] },
    { names: ['Contrave', 'Mysimba'], ingredients: ['naltrexone', 'bupropion'] },
    { names: ['Limbitrol'], ingredients: ['chlordiazepoxide', 'amitriptyline'] },
    { names: ['Librax'], ingredients: ['chlordiazepoxide', 'clidinium'] },
    { names: ['Triavil'], ingredients: ['perphenazine', 'amitriptyline'] },
    { names: ['Namzaric'], ingredients: ['memantine', 'donepezil'] },
    { names: ['Qsymia'], ingredients: ['phentermine', 'topiramate'] },
    { names: ['Sinemet', 'Madopar', 'Rytary'], ingredients: ['levodopa', 'carbidopa'] },
    { names: ['Suboxone', 'Zubsolv'], ingredients: ['buprenorphine', 'naloxone'] },
    { names: ['Targin', 'Targiniq', 'Targinact'], ingredients: ['oxycodone', 'naloxone'] },
    { names: ['Percocet', 'Endocet'], ingredients: ['oxycodone', 'paracetamol'] },
    { names: ['Vicodin', 'Norco', 'Lortab'], ingredients: ['hydrocodone', 'paracetamol'] },
    { names: ['Ultracet', 'Tramacet', 'Zaldiar'], ingredients: ['tramadol', 'paracetamol'] },
    {
      names: ['co-codamol', 'Solpadol', 'Solpadeine', 'Tylenol with codeine'],
      ingredients: ['codeine', 'paracetamol'],
    },
    { names: ['co-dydramol'], ingredients: ['dihydrocodeine', 'paracetamol'] },
    { names: ['Fioricet'], ingredients: ['butalbital', 'paracetamol', 'caffeine'] },
    { names: ['Fiorinal'], ingredients: ['butalbital', 'aspirin', 'caffeine'] },
    { names: ['Excedrin'], ingredients: ['paracetamol', 'aspirin', 'caffeine'] },
    { names: ['Cafergot'], ingredients: ['ergotamine', 'caffeine'] },
    { names: ['Treximet'], ingredients: ['sumatriptan', 'naproxen'] },
    { names: ['NyQuil'], ingredients: ['paracetamol', 'dextromethorphan', 'doxylamine'] },
    { names: ['DayQuil'], ingredients: ['paracetamol', 'dextromethorphan', 'phenylephrine'] },
    { names: ['Robitussin DM', 'Mucinex DM'], ingredients: ['dextromethorphan', 'guaifenesin'] },
    { names: ['Mucinex D'], ingredients: ['guaifenesin', 'pseudoephedrine'] },
    { names: ['Claritin-D', 'Clarinase'], ingredients: ['loratadine', 'pseudoephedrine'] },
    { names: ['Zyrtec-D'], ingredients: ['cetirizine', 'pseudoephedrine'] },
    { names: ['Allegra-D'], ingredients: ['fexofenadine', 'pseudoephedrine'] },
    { names: ['Advil PM'], ingredients: ['ibuprofen', 'diphenhydramine'] },
    { names: ['Tylenol PM'], ingredients: ['paracetamol', 'diphenhydramine'] },
    { names: ['Dymista'], ingredients: ['azelastine', 'fluticasone'] },
    { names: ['Advair', 'Seretide'], ingredients: ['salmeterol', 'fluticasone'] },
    { names: ['Symbicort'], ingredients: ['formoterol', 'budesonide'] },
    { names: ['Paxlovid'], ingredients: ['nirmatrelvir', 'ritonavir'] },
    { names: ['Kaletra'], ingredients: ['lopinavir', 'ritonavir'] },
    { names: ['Rifater'], ingredients: ['rifampicin', 'isoniazid', 'pyrazinamide'] },
    { names: ['Rifinah', 'Rifamate'], ingredients: ['rifampicin', 'isoniazid'] },
    { names: ['Atripla'], ingredients: ['efavirenz', 'emtricitabine', 'tenofovir'] },
    { names: ['Augmentin', 'co-amoxiclav'], ingredients: ['amoxicillin', 'clavulanate'] },
    { names: ['Bactrim', 'Septra', 'co-trimoxazole'], ingredients: ['sulfamethoxazole', 'trimethoprim'] },
    { names: ['Caduet'], ingredients: ['amlodipine', 'atorvastatin'] },
    { names: ['Zestoretic'], ingredients: ['lisinopril', 'hydrochlorothiazide'] },
    { names: ['Hyzaar'], ingredients: ['losartan', 'hydrochlorothiazide'] },
    { names: ['Janumet'], ingredients: ['sitagliptin', 'metformin'] },
    { names: ['Soliqua', 'Suliqua'], ingredients: ['insulin', 'lixisenatide'] },
    { names: ['Xultophy'], ingredients: ['insulin', 'liraglutide'] },
  ],
);
