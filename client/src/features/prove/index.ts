/** Proofs from the editor. */
export { activateProveFeature, type ProveArguments } from './prove';
