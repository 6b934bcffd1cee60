/** What a task of ours runs. */
export interface CheckTask {
  readonly command: 'check';
  /** Descriptors, folders and patterns, relative to the folder of the task. */
  readonly paths: readonly string[];
  /** Options of the command line, such as `--max-warnings=0`. */
  readonly parameters: readonly string[];
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []);

/** Reads a definition as it stands in `tasks.json`: what is left out, or is of another type, is as in the task that is offered. */
export function readTaskDefinition(definition: Readonly<Record<string, unknown>>): CheckTask {
  const paths = texts(definition['paths']);
  return { command: 'check', paths: paths.length === 0 ? ['.'] : paths, parameters: texts(definition['args']) };
}
