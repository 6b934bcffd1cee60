/** Runs in files: what they hold, reading and writing them, and the descriptor they came from. */
export { askWhereToSave, pickSavedRun, readSavedRun, writeWhole } from './files';
export { descriptorPath, findDescriptor } from './descriptor';
export { toArchive, type SavedRun } from './saved-run';
