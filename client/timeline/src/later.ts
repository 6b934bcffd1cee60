/** What the first picture does not need. It is loaded once that picture stands, so that opening a run waits for none of it. */
export { createComparePanel } from './compare/compare-panel';
export { compileQuery, searchNames } from './search/query';
export { besideInSteps } from './state/comparison';
export { differenceAfter, differenceBefore } from '../../../server/src/picture/compare/index';
export { createCursorPanel } from './details/cursor-panel';
export { createLeaksPanel, leaksWords } from './details/leaks-panel';
export { createLegendPanel } from './details/legend-panel';
export { createSelectionPanel } from './details/selection-panel';
export { pictureOf } from './export/view-picture';
export { createFindingsPanel } from './findings/findings-panel';
export { createMeasurePanel } from './measure/measure-panel';
export { createParametersPanel } from './parameters/parameters-panel';
export { createHelp } from './parts/help';
export { createOutcomePanel } from './summary/outcome-panel';
export { createTablePanel } from './table/table-panel';
export { beginMatching, matchBeside } from '../../../server/src/picture/find-matches';
export { toolItems } from './rows/row-menu';
export { createExtras } from './extras';
