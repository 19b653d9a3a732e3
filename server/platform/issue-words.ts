import { z } from '@hono/zod-openapi';
import { wordsOf } from '#clinical/issue-words.ts';

/** Once for the process; what a schema says itself goes before it. */
export function speakPlainly(): void {
  z.config({ customError: wordsOf });
}
