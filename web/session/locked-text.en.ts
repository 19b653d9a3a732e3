/** Words of a locked screen: what goes on in the chairs, and the two things that need nobody's name. */
export const lockedText = {
  'locked.title': 'In the chairs now',
  'locked.how':
    'Without signing in, two things are taken: the dose was stopped, and an emergency. Nobody’s name stands beside them until somebody claims them.',
  'locked.asOf': 'as of {time}',
  'locked.none': 'No session that this device knows of is running.',
  'locked.chair': 'Chair {chair}',
  'locked.noChair': 'No chair',
  'locked.next': 'Next: {what}, {when}',
  'locked.nothingNext': 'Nothing is due.',
  'locked.stop': 'Dose stopped',
  'locked.stopConfirm': 'Yes, the dose of chair {chair} was stopped at {time}',
  'locked.emergency': 'Emergency',
  'locked.emergencyWhich': 'Which emergency in chair {chair}?',
  'locked.back': 'Back',
  'locked.stopped': 'Written down: dose stopped, {time}.',
  'locked.opened': 'Written down: {card}, {time}. First:',
  'locked.waits': 'It is kept on this device and sent as soon as there is a network.',
  'locked.notWritten': 'Not written: {says}',
} as const;
