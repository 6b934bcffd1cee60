// Many seeds of a scenario with random faults: the worst is found and shown.
import * as vscode from 'vscode';
import { expectEqual, expectThat } from '../expect';
import { openText } from './documents';
import { studio } from './simulations';
import { test } from './suite';

const text = `{ "FormatVersion": 1,
  "Filters": [{ "Label": "f", "PinDescriptors": [{ "Label": "p", "Flags": "KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH" } }] }],
  "Simulations": [{ "Label": "rough", "Duration": "1 s", "Source": { "Period": "10 ms", "FrameSize": 1000 }, "Faults": [{ "Kind": "ClientStalls", "Duration": "50 ms", "PerMillion": 15000 }], "Client": { "Requests": 3, "Hold": "1 ms" } }] }`;

interface Outcome { readonly seed: number; readonly fingerprint: string; readonly statistics: { readonly framesDropped: number } }

test('finds the worst of many seeds, and shows its run', async () => {
  const { uri } = await openText(text);
  const shown = await vscode.commands.executeCommand<Outcome | undefined>('avstream.findWorstSeed', { uri, scenario: 'rough', seeds: 12 });
  expectThat(shown !== undefined, 'a run is shown');
  const { simulate } = await studio();
  let [worst, most] = [0, -1];
  for (let seed = 1; seed <= 12; seed += 1) {
    const { statistics: { framesDropped } } = await simulate(uri, 'rough', seed);
    if (framesDropped > most) [worst, most] = [seed, framesDropped];
  }
  expectEqual(shown.seed, worst, 'the seed of the run on show');
  expectEqual(shown.statistics.framesDropped, most, 'its losses');
  expectThat(most > 0, 'the worst seed loses frames');
}, { timeout: 60_000 });
