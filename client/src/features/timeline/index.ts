/** The timeline panel: where runs are shown. */
export { activateTimelineFeature, type Timelines } from './timelines';
