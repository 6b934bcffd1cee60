/** What crosses between server, client and timeline: types and method names, nothing that computes. */
export * from './advice';
export * from './exports';
export * from './files';
export * from './limits';
export * from './negotiation';
export * from './proof';
export * from './rule-index';
export * from './simulation';
export * from './testing';
export * from './timeline';
export * from './resolved';
