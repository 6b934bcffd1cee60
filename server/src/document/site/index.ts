/** What a node of a document is in terms of the catalog. */
export { type FieldSite, elementSite, propertySite, rootSite, siteAt, sitesTo, structureAt } from './site';
