import type { z } from 'zod';
import { Problem } from '#server/platform/route.ts';

/** An answer as its shape says; what does not fit the shape fails the test with the whole answer. */
export async function read<S extends z.ZodType>(answer: Response, shape: S): Promise<z.infer<S>> {
  const body: unknown = await answer.json();
  const parsed = shape.safeParse(body);
  if (!parsed.success || answer.status >= 400)
    throw new Error(`${answer.status} ${JSON.stringify(body)} ${parsed.error?.message ?? ''}`);
  return parsed.data;
}

/** A refusal: its status, reason, sentence and details. Anything else fails the test. */
export async function refused(answer: Response): Promise<z.infer<typeof Problem> & { status: number }> {
  const body: unknown = await answer.json();
  if (answer.status < 400) throw new Error(`was not refused: ${answer.status} ${JSON.stringify(body)}`);
  return { status: answer.status, ...Problem.parse(body) };
}
