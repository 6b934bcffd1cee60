import { expect, it } from 'vitest';
import { bundleSize } from './support/site';

it('the timeline\'s script fits in its budget: what the first picture needs, and all of it', async () => {
  const { opening, all } = await bundleSize();
  console.log(`script ${opening} bytes before the first picture, ${all} in all`);
  expect(opening).toBeLessThan(135_000);
  expect(all).toBeLessThan(213_000);
});
