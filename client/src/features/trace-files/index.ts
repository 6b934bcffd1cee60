/** Saving the run of a timeline to a file, and the editor that shows such files. */
export { activateTraceFilesFeature } from './trace-files';
