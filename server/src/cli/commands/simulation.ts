import { type CommandDescription, type OptionDescription, configurationOptions, textOrJson } from './description';

const scenario = (text: string): OptionDescription => ({ name: 'scenario', value: 'LABEL', text });
const unread = 'something could not be read, run or written, a configuration has an error, or the command line is wrong; the reason is on standard error';

/** Commands that run the simulations of descriptors. */
export const simulationCommands: readonly CommandDescription[] = [
  {
    name: 'simulate', parameters: 'FILE', completes: 'descriptors',
    summary: 'run a simulation of the descriptor',
    about: ['Runs a simulation that the descriptor describes in "Simulations", and tells what became of the frames, with the assumptions that the figures rest on.'],
    options: [
      scenario('which one; without it, the first'),
      { name: 'seed', value: 'N', text: "start of the random numbers; without it, the scenario's own" },
      textOrJson, ...configurationOptions,
      { name: 'calls', value: 'N', text: 'print the first N calls in their order: routines of the driver, what AVStream does, allocators' },
      { name: 'dump-queue', text: 'print the queue of every pin at the end in the shape of !ks.dumpqueue, marked as simulated' },
      { name: 'dump-at', value: 'TIME', text: 'the same at a virtual time, such as "250 ms"; may be repeated' },
      { name: 'tie-seed', value: 'N', text: 'bring events of one instant in another order, which N stands for; 0 is the usual one' },
      { name: 'export', value: 'FORMAT=PATH', choices: ['perfetto', 'chrome', 'vcd', 'csv', 'svg'], completes: 'file', text: 'write the run to a file: perfetto, chrome (JSON), vcd, csv or svg; may be repeated; - is standard output' },
      { name: 'svg-width', value: 'N', text: 'width of the SVG picture in pixels (1600)' },
      { name: 'seeds', value: 'N', text: 'run N seeds, from the one of --seed on, and show the worst: by findings, then lost frames, then latency' },
      { name: 'shuffle-ties', text: 'run again in eight other orders, and say which figures and findings depend on them' },
    ],
    exitCodes: [[0, 'no finding of level error'], [1, 'some'], [2, unread]],
    examples: [
      ['simulate samples/avshws.avstream.json --scenario "30 fps to an application" --seed 7', 'one simulation, with other random numbers'],
      ['simulate samples/avshws.avstream.json --calls 40 --dump-at "500 ms"', 'what is called, and a queue as a kernel debugger shows it'],
      ['simulate samples/avshws.avstream.json --export perfetto=run.pftrace --export svg=run.svg', 'for other tools'],
    ],
  },
  {
    name: 'test', parameters: 'PATH…', completes: 'descriptors',
    summary: 'run the simulations of descriptors, and hold each to what it expects (Expect)',
    about: ['PATH is a descriptor, a folder (every descriptor in and below it), a pattern, or - for standard input.'],
    options: [
      { name: 'format', value: 'FORMAT', choices: ['text', 'tap', 'junit'], text: 'how to report: text, tap or junit (text)' },
      { name: 'output-file', value: 'PATH', completes: 'file', text: 'write the report to a file; standard output has text then' },
      scenario('only simulations of this label'),
      ...configurationOptions,
    ],
    exitCodes: [[0, 'every run has shown what is expected'], [1, 'an expectation was missed'], [2, unread]],
    examples: [['test samples --format junit --output-file results.xml', 'for a build server']],
  },
  {
    name: 'advise', parameters: 'FILE', completes: 'descriptors',
    summary: 'say how many buffers in flight lose no frame, how sure that is, and which values change the losses',
    about: ['The numbers are of the model and the simulation that the descriptor describes.'],
    options: [
      scenario('of which simulation; without it, of the first'),
      { name: 'confidence', value: 'C', text: 'of the statement, above 0 and below 1 (0.95)' },
      { name: 'seeds', value: 'N', text: 'runs that confirm it; without it, as many as the length of a run allows, 368 at most for 0.95' },
      { name: 'sweep', value: 'NAME[=FROM..TO]', text: 'try a value over a stretch, such as Client.Hold or "Client.Hold=5 ms..100 ms"' },
      { name: 'chart', value: 'PATH', completes: 'file', text: 'write the charts to an SVG file' },
      textOrJson,
    ],
    exitCodes: [[0, 'with the numbers of the document nothing is lost'], [1, 'more buffers are needed, or none are enough'], [2, unread]],
    examples: [['advise samples/avshws.avstream.json --scenario "slow application" --sweep Client.Hold', 'how losses depend on how long the application holds a frame']],
  },
  {
    name: 'prove', parameters: 'FILE', completes: 'descriptors',
    summary: "search every interleaving of a simulation's routines, client and device within bounds",
    about: ['What is proved holds for the behaviour that the simulation describes, within the bounds that are printed.'],
    options: [
      scenario('which one; without it, the first'),
      { name: 'requests', value: 'N', text: 'requests of the client (those of the simulation, up to 3)' },
      { name: 'entries', value: 'N', text: 'buffers that the device takes' },
      { name: 'headers', value: 'N', text: 'stream headers of each request (those of the simulation, up to 2)' },
      { name: 'any-order', text: 'the device fills its buffers in any order' },
      { name: 'no-cancel', text: 'the client cancels no single request' },
      { name: 'removal', text: 'the device is removed without notice, even if the simulation does not have that' },
      { name: 'overlap', text: 'Process may run during SetDeviceState, and a DPC while the device stops' },
      { name: 'states', value: 'N', text: 'give up after N states (5000000)' },
      { name: 'memory', value: 'MB', text: 'give up when the search takes more than so many megabytes (1000; 600 in the editor, where the language server is in the same process)' },
      { name: 'time', value: 'TIME', text: 'give up after so long, such as "30 s" or "5 min"' },
      textOrJson,
    ],
    exitCodes: [[0, 'proved'], [1, 'a counterexample'], [2, 'it could not be asked'], [3, 'not decided within the limits']],
    examples: [['prove samples/avshws.avstream.json --requests 4', 'with four requests in flight']],
  },
  {
    name: 'negotiate', parameters: 'FILE', completes: 'descriptors',
    summary: 'report who may allocate the frames of each connection, and why others may not',
    about: ['Without simulations in the file each pin with a framing or an allocator is answered for, read by an application and connected to a kernel filter, both supposed and marked so.'],
    options: [
      scenario('of which simulation; without it, of all'),
      { name: 'option', value: 'NAME=VALUE', text: 'choose where Windows is not documented, over what the simulation states; may be repeated' },
      textOrJson,
    ],
    exitCodes: [[0, 'no finding of level error belongs to a graph'], [1, 'some'], [2, unread]],
    examples: [['negotiate samples/common-buffer-card.avstream.json --option PreferredAllocator=Default', 'with one of the options']],
  },
];
