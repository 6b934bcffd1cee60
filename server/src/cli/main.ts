import { parseCommand } from './arguments';
import { complain, print } from './print';
import { commandHelp, overview } from './usage';

declare const __AVSTREAM_VERSION__: string;

/** Runs a command and gives its exit code. What a command needs is loaded with it. */
async function run(parameters: readonly string[]): Promise<number> {
  const command = parseCommand(parameters);
  switch (command.name) {
    case 'help':
      await print(command.command === undefined ? overview() : commandHelp(command.command));
      return 0;
    case 'version':
      await print(`${__AVSTREAM_VERSION__}\n`);
      return 0;
    case 'check': {
      const { check } = await import('./check');
      return check(command.files, command.options);
    }
    case 'simulate': {
      const { simulate } = await import('./simulate');
      return simulate(command);
    }
    case 'advise': {
      const { advise } = await import('./advise');
      return advise(command);
    }
    case 'test': {
      const { test } = await import('./test');
      return test(command);
    }
    case 'prove': {
      const { prove } = await import('./prove');
      return prove(command);
    }
    case 'negotiate': {
      const { negotiate } = await import('./negotiate');
      return negotiate(command);
    }
    case 'explain': {
      const { explain } = await import('./explain');
      return explain(command.codes, command.format);
    }
    case 'completion': {
      const { completion } = await import('./completion');
      return completion(command.shell);
    }
    case 'mistaken':
      complain(`${command.reason} See avstream ${command.command === undefined ? '' : `${command.command} `}--help.`);
      return 2;
  }
}

// A reader that has seen enough (`avstream check … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(`an error of avstream itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 2;
  },
);
