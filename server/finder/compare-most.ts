/** How many centers may stand beside each other: a phone names them A to D. */
export const compareMost = 4;
