import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { validate } from '../../../server/src/rules/index';

const fixture = (name: string): string => readFileSync(path.join(import.meta.dirname, '../../fixtures/rules', `${name}.avstream.json`), 'utf8');

// Other fixtures leave DSP-03 aside, since it is said of every allocator.
it.each([['DSP-05/breaks', false], ['DSP-06/breaks', false], ['DSP-06/breaks-medium', false], ['DSP-05/keeps', true], ['DSP-06/keeps-mixed-mediums', true]])('DSP-03 leaves pins that send only, and pins without queue, to the rules about those: %s', (name, offered) => {
  expect(validate(readModel(fixture(name))).some(({ code }) => code === 'DSP-03')).toBe(offered);
});
