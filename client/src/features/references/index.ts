/** What lenses that count references open. */
export { activateReferencesFeature } from './show-references';
