import { recoverHere } from '#server/identity/recovery.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { type Command, NotUnderstood, parse } from './command.ts';
import { withServices } from './open.ts';

const recover: Command = {
  words: 'account recover',
  usage: '<email>',
  summary: 'For who runs this machine: print a link that resets someone’s passphrase and second factor, once',
  run: (args, out) => {
    const [email, ...more] = parse(args, {}).positionals;
    if (email === undefined || more.length > 0) throw new NotUnderstood('Name one account by its e-mail address.');
    return withServices(async (services) => {
      const link = await recoverHere(services, email, newId());
      out.answer({ link }, [
        link,
        'It works once, within 30 minutes: a new passphrase is chosen, and the next sign-in sets up a second factor.',
        'It is written in the clinic’s audit trail, and the person is told by letter.',
      ]);
      return 0;
    });
  },
};

export const accountCommands: readonly Command[] = [recover];
