import { describe, expect, it } from 'vitest';
import { formatText } from '../../../server/src/findings/index';
import { simulationTexts } from '../../../server/src/simulation/wording/texts';

describe('forms of one and of several', () => {
  it.each([[1, 'Called once, with 1 frame.'], [2, 'Called 2 times, with 2 frames.'], [0, 'Called 0 times, with 0 frames.'], ['1', 'Called once, with 1 frame.'], ['1,234', 'Called 1,234 times, with 1,234 frames.'], [11, 'Called 11 times, with 11 frames.']])('of %s', (count, text) => {
    expect(formatText('Called {count?once|# times}, with {count?1 frame|# frames}.', { count })).toBe(text);
  });

  it('stay as they are without an argument', () => {
    expect(formatText('{count?once|# times} {other}', {})).toBe('{count?once|# times} {other}');
  });

  it('are written out in every text: none counts things with a plural alone', () => {
    const plural = /\{(?:count|calls|runs|frames|instances|limit|buffers)\} (?:times|runs|instances|buffers|dropped|delivered)\b/;
    // A number of these is never 1: two and more stand apart from one by their keys, or there are many.
    const many = /^(?:advice\.(?:subject|confirmed|unconfirmed|table|longer|sensitivity)|assumption|option|proof|export|scenario|allocator|lane|call)\b/;
    expect(Object.entries(simulationTexts).filter(([key, text]) => !many.test(key) && plural.test(text)).map(([key]) => key)).toEqual([]);
    for (const [key, text] of Object.entries(simulationTexts)) expect(formatText(text, Object.fromEntries([...text.matchAll(/\{(\w+)\?/g)].map(([, name]) => [name!, 1]))), key).not.toMatch(/[|#]/);
  });
});
