/** What is asked of a server with many chairs, each kind with figures of its own. */
export const kinds = ['fact', 'heard', 'strip', 'board', 'chart', 'opening'] as const;
export type Kind = (typeof kinds)[number];
