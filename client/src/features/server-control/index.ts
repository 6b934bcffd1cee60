/** Watching and restarting the language server. */
export { activateServerControlFeature } from './server-control';
