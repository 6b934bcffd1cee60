import type { ConfigurationChoice } from './configurations';

/** What `--config` and `--no-config` ask for; nothing when both are given. */
export function configurationOf(values: { readonly config?: string | undefined; readonly 'no-config'?: boolean | undefined }): ConfigurationChoice | undefined {
  if (values['no-config'] !== true) return values.config === undefined ? { kind: 'found' } : { kind: 'file', file: values.config };
  return values.config === undefined ? { kind: 'none' } : undefined;
}

/** What is said when both are given. */
export const configurationsExclude = '--config and --no-config exclude each other.';
