/** Sentences name effects and cards as they are stored, “respiratory-depression”: a person reads them as words. */
export const plainSaid = (says: string): string => says.replace(/“[^”]*”/g, (name) => name.replaceAll('-', ' '));
