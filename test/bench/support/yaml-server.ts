import path from 'node:path';
import { installPeer } from './peers';

/** The YAML language server as npm has it, which reads JSON as the YAML that it is; installed into the cache when it is not there. Nothing without a network. */
export function yamlServerScript(): string | undefined {
  const installed = installPeer('yaml-language-server', '2.0.0');
  return installed === undefined ? undefined : path.join(installed, 'bin', 'yaml-language-server');
}
