/** Front door of follow-up: what a change means, how a course goes, and suicidal thoughts over time. */
export * from './baseline.ts';
export * from './change.ts';
export * from './change-request.ts';
export * from './course.ts';
export * from './relapse.ts';
export * from './reliable-change.ts';
export * from './suicide-course.ts';
export * from './time.ts';
