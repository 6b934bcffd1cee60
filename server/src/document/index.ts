/** From text to a typed descriptor model, every value with its range. */
export * from './tree/index';
export * from './expression/index';
export * from './model/index';
export * from './edit/index';
export { nearestName } from './nearest-name';
