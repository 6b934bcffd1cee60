import recorded from '../../fixtures/samples/fingerprints.json';
import { expectEqual } from '../expect';
import { openSample } from './documents';
import { scenarioLabels, studio } from './simulations';
import { test } from './suite';

// The command line is held to the same list: a run is the same run in Node, in an extension host and in a web worker.
for (const [sample, fingerprints] of Object.entries(recorded)) {
  test(`simulates ${sample} event for event as everywhere else`, async () => {
    const document = await openSample(sample);
    const { simulate } = await studio();
    const found: Record<string, string> = {};
    for (const label of scenarioLabels(document)) found[label] = (await simulate(document.uri, label)).fingerprint;
    expectEqual(JSON.stringify(found, undefined, 1), JSON.stringify(fingerprints, undefined, 1), 'fingerprints by scenario');
  }, { timeout: 60_000 });
}
