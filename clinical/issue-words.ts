import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Record<string, string> = {
  string: 'is text',
  number: 'is a number',
  int: 'is a whole number',
  boolean: 'is true or false',
  array: 'is a list',
  object: 'holds fields',
  date: 'is a date',
};

const counted: Record<string, string> = { string: 'characters', array: 'entries', set: 'entries', map: 'entries' };

/**
 * What a person reads where a schema has no words of its own: it goes on after the name of the field, as our own do.
 * The library's "Invalid input: expected string, received undefined" is for those who write programs.
 */
export function wordsOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'is needed' : kinds[issue.expected];
    case 'too_big':
      return issue.origin in counted
        ? `has ${issue.maximum} ${counted[issue.origin]} or fewer`
        : `is ${issue.inclusive === false ? 'less than ' : ''}${issue.maximum}${issue.inclusive === false ? '' : ' or less'}`;
    case 'too_small':
      if (!(issue.origin in counted))
        return `is ${issue.inclusive === false ? 'more than ' : ''}${issue.minimum}${issue.inclusive === false ? '' : ' or more'}`;
      return Number(issue.minimum) === 1 ? 'is needed' : `has ${issue.minimum} ${counted[issue.origin]} or more`;
    case 'invalid_value':
      return issue.input === undefined ? 'is needed' : `is one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return 'is not in the form that it must have';
    case 'unrecognized_keys':
      return 'has fields that are not known here';
    case 'invalid_union':
      return issue.input === undefined ? 'is needed' : 'has none of the forms that it may have';
    default:
      return undefined;
  }
}
