/** From text to a typed descriptor model, every value with its range. */
export * from './tree/index';
export * from './expression/index';
export * from './model/index';
export * from './site/index';
export * from './names/index';
export * from './tokens/index';
export * from './edit/index';
export * from './format/index';
export * from './hints/index';
export { isSlip, nearestName, rivalOf } from './nearest-name';
