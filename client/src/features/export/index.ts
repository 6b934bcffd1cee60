/** Files of runs for other tools, and pictures of timelines. */
export { activateExportFeature } from './export-timeline';
export { createExports, type Exportable, type Exports } from './exports';
