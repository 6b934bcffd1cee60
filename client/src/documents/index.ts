/** Descriptors in the editor: which one is meant, and showing a place in it. */
export { activeDescriptor, descriptorPattern, fileName, pickDescriptor } from './descriptors';
export { revealPointer, revealRange, toEditorRange } from './reveal';
