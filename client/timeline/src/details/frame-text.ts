import { text } from '../texts';

/** `frame 17`, or that there is none. */
export function frameText(frame: number): string {
  return frame < 0 ? text('frame.none') : text('frame', { frame });
}
