/** The language server: started, watched, restarted and asked. */
export { createLanguageServer, type LanguageServer, type ServerPlatform, type ServerState } from './language-server';
export type { Requests } from './requests';
