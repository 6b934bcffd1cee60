import { parseCommand } from './arguments';
import { OutputError, complain, print } from './print';
import { commandHelp, overview } from './usage';
import { writeReason } from './write-file';

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

// Whoever writes is told; without a listener the error would end the process before that.
process.stdout.on('error', () => undefined);

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof OutputError) complain(`cannot write standard output: ${writeReason(error.cause)}.`);
    else complain(`an error of avstream itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 2;
  },
);
